### The window around every page: places, bar, keys, notices, and the way out.

## Places

place-home = Home
place-clients = Clients
place-new-screening = New screening
place-groups = Groups
place-letters = Letters
place-reports = Reports
place-settings = Settings

pathway-therapy = Therapy-group assessment
pathway-support = Support-group check
pathway-triage = Which is right?

page-loading = One moment…
page-top = Top of the page

## The bar

window-find = Search
window-lock = Lock
window-locks-in = { $number ->
    [one] Locks in 1 min
   *[other] Locks in { $number } min
}
window-typed-back = What you were typing when it locked stands in its field again.
window-locks-now = Locks in half a minute
window-locks-soon = This window locks in half a minute. Move the mouse or press a key to stay.
window-saved = All saved
window-saved-at = Saved { $time }
window-saving = Saving…
window-typed = Not kept yet
window-not-saved = NOT SAVED
window-not-saved-text = What was said last could not be written to the disk. It is still here; do not close the window.
window-not-saved-line = NOT SAVED: what was said last is not on the disk yet.
window-save-again = Save again
window-refused = That did not work
window-note = Please note
window-note-read = I have read this
window-demo = Sample clinic: everyone in it is invented. Enter nothing about real people here.
window-screening-of = { $person } · { $pathway }
window-text-size = Text size { $percent } %

## The steps of a screening

window-steps = Steps of this screening
window-step-answer = Answer
window-step-safety = Safety
window-step-result = Result
window-step-groups = Groups
window-step-decide = Decide
window-step-letter = Letter

screening-nothing-kept = The check is finished and nothing was kept.

## Days and times

when-today = Today { $time }
when-yesterday = Yesterday { $time }
when-today-within = today { $time }
when-yesterday-within = yesterday { $time }

## Going away from something typed

leaving-title = Leave without keeping this?
leaving-text = What you typed on this page has not been kept.
leaving-stay = Stay here
leaving-leave = Leave it

closing-title = Close without keeping this?
closing-typed = What you typed on this page has not been kept. Everything else is saved.
closing-stay = Stay
closing-leave = Close it
closing-saving = Saving…
closing-saving-text = The window closes as soon as everything is on the disk.
closing-not-saved = NOT SAVED
closing-not-saved-text = What was said last could not be written to the disk. If you close now, it is lost. Stay to try again.
closing-close = Close and lose it

## Keys

keys-title = Keyboard shortcuts
keys-close = Close
keys-answering = While answering
key-control = Ctrl
key-command = Cmd
key-answer-choose = Choose: the key shown beside the answer
key-answer-rate = Rate from 0 to 10; T is ten
key-answer-next = Go on
key-answer-decline = Prefers not to say
key-answer-clear = Clear the answer
key-answer-note = Write a note

## Forms

form-back = Back
form-cancel = Cancel
form-wrong = Please look at the fields in red.
