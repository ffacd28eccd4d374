### The table of commands: what each is called, and what it does in one line. Also the palette, the menu and the guide's window.

commands-begin = Begin
commands-go = Go to
commands-screening = In this screening
commands-view = How it looks
commands-window = Window and help

palette-title = Search and commands
palette-hint = A person, a group, a page or a command
palette-clients = People
palette-groups = Groups
palette-commands = Commands
palette-searching = Searching…
palette-nothing = Nothing is called that. A person can be added under Clients.
palette-group-therapy = Therapy group
palette-group-support = Support group
palette-born = born { $date }
palette-number = number { $number }
palette-found = { $number ->
    [one] 1 found
   *[other] { $number } found
}
palette-restricted = asks for a reason

menu-title = Commands
menu-open = Commands

command-new-screening = New screening
command-new-screening-help = An assessment, a check, or five questions that help to choose
command-support = New support-group check
command-support-help = Three minutes, no name needed
command-therapy = New therapy-group assessment
command-therapy-help = Find or add the person first
command-triage = Which is right?
command-triage-help = Five questions where nobody knows which kind of group
command-find-client = Find a client
command-find-client-help = By name, record number, birth date or phone
command-home = Home
command-home-help = What needs you now
command-clients = Clients
command-clients-help = Everybody with a record here
command-groups = Groups
command-groups-help = The groups of the clinic and their seats
command-letters = Letters
command-letters-help = What was written, and to whom
command-activity = Activity
command-activity-help = Who did what, and when
command-reports = Reports
command-reports-help = Counts over time, as plots and tables
command-records = Records
command-records-help = Holds, what is due for erasure, what waits for a second person
command-settings = Settings
command-settings-help = The clinic, people, backups, looks
command-settings-clinic = Settings: clinic
command-settings-clinic-help = Name, address, emergency numbers
command-settings-people = Settings: people
command-settings-people-help = Who works here, their roles and their keys
command-settings-letterhead = Settings: letterhead
command-settings-letterhead-help = Logo, colour, envelopes and lines of letters
command-settings-texts = Settings: texts of letters
command-settings-texts-help = Reword letters and handouts beside a preview
command-settings-backups = Settings: backups
command-settings-backups-help = Back up, prove a backup, check the vault
command-settings-appearance = Settings: appearance
command-settings-appearance-help = Light, dark or high contrast, text size, motion
command-settings-keys = Settings: keyboard
command-settings-keys-help = The list of shortcuts as a page
command-settings-about = Settings: about
command-settings-about-help = What the program is, what it is not, versions of the rules
command-step-answer = Show the questions
command-step-answer-help = Where the answers are given
command-step-safety = Show the safety page
command-step-safety-help = Numbers to call, steps, who was told
command-step-result = Show the result
command-step-result-help = What is recommended, and why
command-step-match = Show the groups that fit
command-step-match-help = The clinic’s groups against this screening
command-step-decide = Decide
command-step-decide-help = Agree or decide otherwise, and sign
command-step-letter = Show the letter
command-step-letter-help = The page as it will be printed
command-reasons = Show the reasoning
command-reasons-help = The criteria beside the questions, or hide them again
command-cover = Cover the answers
command-cover-help = Everything but the open question, or show it again
command-larger = Larger text
command-larger-help = A tenth larger, up to 200 %
command-smaller = Smaller text
command-smaller-help = A tenth smaller, down to 80 %
command-normal-size = Text at 100 %
command-normal-size-help = The usual size
command-light = Light look
command-light-help = Dark letters on light paper
command-dark = Dark look
command-dark-help = Light letters on a dark ground
command-contrast-light = High contrast, light
command-contrast-light-help = Black on white with heavy lines
command-contrast-dark = High contrast, dark
command-contrast-dark-help = White on black with heavy lines
command-still = Motion on or off
command-still-help = Whether dialogs and messages fade in
command-palette = Search and commands
command-palette-help = Type a person, a group, a page or a command
command-menu = Menu of commands
command-menu-help = Everything that can be done, in a list
command-guide = Guide
command-guide-help = How to work with Anteroom, with pictures
command-shortcuts = Keyboard shortcuts
command-shortcuts-help = The list of keys
command-lock = Lock
command-lock-help = Hides everything at once; what was typed is kept
command-close = Close Anteroom
command-close-help = Saves what is open, locks and closes

command-not-locked = Sign in first
command-not-role = Your roles do not reach this
command-not-screening = No screening is open
command-not-safety = Nothing here calls for the safety page
command-not-here = You are here
command-not-answering = Only beside the questions
command-not-larger = The text is as large as it gets
command-not-smaller = The text is as small as it gets
command-not-other = It looks like this now

keys-more = The question mark shows this list too, outside a text field. Every other command is in the menu (F10).
key-shift = Shift

guide-title = Guide
guide-close = Close the guide
guide-contents = Contents

# The parts of the window, for those who go through them by ear.
landmark-bar = Bar
landmark-page = Page
landmark-foot = Buttons of the page
