"""juesuan (决算): final-accounts disclosures of Chinese public bodies as validated Parquet."""

__version__ = "0.1.0"
SCHEMA_VERSION = "1.0"
