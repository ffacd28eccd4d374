# The activity log: what was done, by whom; and a vault that is older than what is remembered of it.

doubt-title = This vault is older than what is remembered of it
doubt-older = { $place } remembers { $remembered } events, the vault holds { $found }. It may have been put back to an older state, for example from a copy. You can read and print; nothing can be changed until an administrator has looked into it.
doubt-differs = { $place } remembers another event { $remembered } than the vault holds. It may have been put back to an older state and used since, or been changed from outside. You can read and print; nothing can be changed until an administrator has looked into it.
doubt-place-header = The vault's own header
doubt-place-computer = This computer
