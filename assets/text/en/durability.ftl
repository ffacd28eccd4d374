# Backups, restores, checks, and what is wrong with a damaged vault.
note-new-format = The vault was brought to the format of this version. A backup of how it was before was made first.
