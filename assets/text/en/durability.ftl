# Backups, restores, checks, and what is wrong with a damaged vault.
note-new-format = The vault was brought to the format of this version. A backup of how it was before was made first.

# Failures, in the order of the design's table. What happened, what was kept, what to do next.
failure-header = Both copies of the vault's key header are unreadable. The records are not lost: take the header from a backup (anteroom vault restore BACKUP --into VAULT --header), or restore the whole vault from the newest backup.
failure-header-foreign = The vault's header and its database do not belong together. Nothing was changed. Put both back from one backup.
failure-pages = Part of the vault's file is damaged. Nothing more is written into it. Copy the whole vault folder aside, then restore the newest backup.
failure-cut = The vault's file is cut short. Nothing was written into it. Copy the whole vault folder aside, then restore the newest backup.
failure-disk-full = The disk is full. What you see on screen is not saved yet. Make room, then save again.
failure-read-only = { $place } cannot be written. The vault records who opened it, so it opens only where it can write. Copy it to a disk that can be written.
failure-newer = This vault has format { $found }; this program knows { $known }. Nothing was changed. Install the newer program.
failure-older = This vault has an older format. Sign in once with name and passphrase: the program makes a backup and brings the vault up to date.
failure-migration = The vault could not be brought to the new format and is as it was. { $reason } A backup is at { $backup }.
failure-no-backup = { $file } is not a whole backup. It was cut short, or is a file of another kind. Nothing was changed. Use another backup.
failure-backup-grew = { $file } has { $bytes } bytes too many: something was added to it. Nothing was changed. Use another backup.
failure-backup-damaged = { $file } is damaged: it does not match its own checksums. Nothing was changed. Use another backup.
failure-backup-forged = This backup does not match its own keys: somebody changed it. Nothing was changed. Use another backup.
failure-backup-other = This is a backup of another vault. Nothing was changed.
failure-backup-unproven = The new backup did not pass its check and was removed. Check the vault, and try again on another disk.
failure-backup-inside = { $place } lies inside the vault. Choose a folder elsewhere, best on another disk.
failure-no-room = Not enough room at { $place }: { $needed } MiB are needed, { $free } MiB are free. Nothing was begun. Make room or choose another disk.
failure-stopped = Stopped. Nothing was kept of it.

finding-header = The key header on the disk cannot be read.
finding-header-copy = One of the two copies of the key header is damaged. It is written again at the next sign-in.
finding-header-forged = The key header does not belong to this vault.
finding-length = The file is not as long as its pages.
finding-pages = Damaged pages: { $count }.
finding-structure = Faults in the structure of the database: { $count }.
finding-links = Records that point to records that are not there: { $count }.
finding-chain = The activity log was changed or is broken.
finding-anchor = The activity log is older than the header remembers: an older file may have been put back.
finding-content = A record differs from what the activity log says: { $table } { $object }.
finding-missing = A record of which the activity log tells is gone: { $table } { $object }.
finding-unknown = A record of which the activity log does not tell: { $table } { $object }.
finding-index = Search knows something else than the record says: { $table } { $object }.
finding-letter = The stored letter is not the one that was finished: { $table } { $object }.
