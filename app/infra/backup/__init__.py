"""Backups: one consistent dump and every file, in one archive sealed to a public key.

The secret key of the installation is not in it; what is sealed in the columns stays sealed. Whoever restores needs
both: the private key that opens the archive, and the same ``SECRET_KEY``.
"""

from app.infra.backup.making import create, restore, verify
from app.infra.backup.terms import BackupRefused, Manifest

__all__ = ["BackupRefused", "Manifest", "create", "restore", "verify"]
