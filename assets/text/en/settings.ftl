### Settings.

settings-parts = Parts of the settings
settings-clinic = Clinic
settings-appearance = Appearance
settings-keys = Keyboard
settings-about = About
settings-save = Keep these settings
settings-saved = The settings are kept.
settings-same = Nothing was changed.
settings-rights = Only an administrator can change this.
settings-look = Colours
look-light = Light
look-dark = Dark
look-contrast-light = High contrast, light
look-contrast-dark = High contrast, dark
settings-text-size = Text size
settings-percent = { $percent } %
settings-motion = Motion
settings-motion-fade = Gentle fades
settings-motion-still = None
settings-shield = Pictures of the screen
settings-shield-off = Allowed
settings-shield-on = Left out while it is open
settings-shield-help = “Left out” also hides the window from people you share your screen with, and from some magnifiers.
