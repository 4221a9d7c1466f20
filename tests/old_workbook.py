"""A workbook of the old binary form, made once with xlwt: a table, a hidden row and a hidden sheet."""

import base64
import zlib

PACKED = (
    'c-'
    'rk)Ye*DP6#nk)%+6{)R#TxZLWJxkv}Q&IxjiU<R9llp5s_&QTPPMLk@Z7+EC?Y9QBm|q=udxo5cHr2<*$N3D<}v8Ed(Kmf`SNhI`_<7wc0?T1Y'
    '^!{&pr1%zBzl}J3ZZ5y`9%XefWjS;lq%V0{<wTppuek1VMJkkz%3_P;oq(RFo2+f%F@=oBq_4V<^YF4;rrNkB9?rsqDahME5n=`4dPhIfrT?b6'
    '6&HntK{9QpvzH&MTYwZst>&UuEBW%$KvKo%u5I?G@Y69f{6cqUP~7t$=MA#073~%xl&ZBNvb5JZ|X_uCIX=jeD!>Cz)ZUo`y@HA+4|*?8fT)Ug'
    'Xf&UcwhAANZVD#1Hd5{lw}8NdNU`z4-@y0QztG)0z&n!r3L{%#C9Pp6Jq&Dk`uRVJsy7#kOtTu+AOX(-ub>`b{}4G|^SL-yXyZxp8wbAVwUiQE'
    '#D2#_wtKLkx5boC!HSv7XrS9c0^5xqd^)F{7(2%II11hl6=7;*b*4H-'
    'BuVh@x22PKg)T+<B6k1?>@gpr*V|swh*br92jfmxN2hr9p_Lu>;o0XecU?zilmw9kE2~n+<!<E@~-jUtoW;*ts}d5-'
    'z6KtZR$dJ*U>SC6r}l1bNVU8KtV@Y<E0W9!$KE1%KMe(s_BO5wAri%UQh0gVeQymp?sUU$Ze%#hO+=yxb#hmh56UI4UD3I0K2p4Um?395J8yF-'
    'D!va)@~jbu86|8*`Pg<~aMDU~3`alrX)B%pN7rAvylux;-'
    '=gE;5(oD;0f*bFRFKbfSQc+**p4&v6uqB5~ooq&tyBE!1ZChWWJLHpYM!RJl9q9M8meq_UXB`~me5xOe2^;|P%?LXa(sEz(0v;-'
    'N97<ZjEyc&@)MiNBBib>;8l9E{<XMlJtvOJbP{OHYEObF>_%`_v;kMQ7tZ%^8=wzsg7wXK)TF>OBUdq$(7{MJa{iE{Z=1il0%YC=@@Vq$w0Xqj'
    'Y6MaTmoLg_5sOOh!ppC?=z1C=`=X3i<Gp+=qT16PJ7_*RpX_c0C<`BQz0fLk#oDx;8}8wUH?=!m?M9tXDnq$Rm$D@@UeMJhU~wKDd`#LtPI{^<'
    'C#Xl_Bpl$$v|mu#cW5`q#J`4OBOxd0g`+4~9r!i800`z86Z`N^fsO9cnm_x^d56y55P=zh}&W!N0eJ#{2%E@#OiB-~R)1x>W1'
)  # fmt: skip
OLD_WORKBOOK = zlib.decompress(base64.b85decode(PACKED))
