### The screen goes to the person, locked to their own questions, and comes back. Draft for clinical review.

trouble-hand-over = The screen is with the person. Take it back with your passphrase first.

## What staff see

hand-over-give = Hand the screen to the person
hand-over-give-help = Only what may be answered alone, in large type. They see no other record.
hand-over-taken = The screen is yours again
hand-over-danger-reason = While the screen was with the person, something said that they do not feel safe.
give-title = Before the visit
give-text = The person answers what may be answered alone, on this screen. What they say goes to the clinicians and cannot be read here.
give-sections = How far the person is
give-done = finished
give-open = still open
give-waiting = { $number ->
    [one] One part waits for a clinician to accept it.
   *[other] { $number } parts wait for a clinician to accept them.
}
give-now = Hand the screen to the person
give-later = Later
give-danger = Act now: this person said that they do not feel safe
give-danger-text = Stay with them and call a clinician: { $name }, { $phone }. Emergency: { $number }. A clinician takes note of it with their own login.
new-alone = Assessment, before the visit
new-alone-text = The person answers on this screen what may be answered alone. A clinician goes through the rest with them.
new-alone-meta = About 10 minutes for the person. Needs a name.

## What the person sees

hand-over-staff = For staff
hand-over-consent-title = A few questions before you talk
hand-over-consent-text = { $clinic } would like to know a little about you before you meet. You answer here, at your own pace.
hand-over-consent-who = What you answer is read by the clinicians who work here. Nobody else who uses this screen can read it.
hand-over-consent-free = You may leave out any question, go back, or stop at any time. Nothing bad follows from it.
hand-over-consent-talk = Somebody goes through your answers with you, and you can change them then.
hand-over-consent-not-emergency = Nobody reads along while you type. If you are not safe, tell somebody here now.
hand-over-consent-yes = I agree, and want to start
hand-over-consent-no = I would rather talk
hand-over-refused-title = That is fine
hand-over-refused-text = Please give the screen back, and say that you would rather talk. Nothing was written down.
hand-over-progress = Question { $at } of { $of }
hand-over-decline = I would rather not say
hand-over-next = Next
hand-over-skip = Leave out
hand-over-back = Back
hand-over-first = This is the first question.
hand-over-unsafe = I do not feel safe
hand-over-not-saved = The last answer could not be kept. Please tell somebody here.
hand-over-covered = Press any key to go on
hand-over-thanks-title = Thank you
hand-over-thanks-text = These were all the questions. Your answers are kept, and somebody will go through them with you.
hand-over-thanks-back = Please give the screen back to whoever gave it to you.
hand-over-thanks-again = Look at the last questions again
hand-over-danger-title = You do not have to be alone with this
hand-over-danger-show = Please show this to staff now.
hand-over-danger-text = Thank you for saying so. The people here want to know, and will make time for you. You do not need to explain anything first.
hand-over-danger-emergency = In an emergency
hand-over-danger-clinic = This clinic
hand-over-danger-on = Go back to the questions

## The way back

hand-over-staff-take = Take the screen back
hand-over-staff-title = For staff
hand-over-staff-text = Whoever is signed in takes the screen back with their passphrase: { $name }.
hand-over-passphrase = Passphrase of { $name }
hand-over-passphrase-missing = Type your passphrase.
hand-over-staff-return = Back to the person’s page
hand-over-take = Take it back

## Accept the part

window-step-accept = Accept
accept-title = What the person answered
accept-text = Go through it together. What you accept becomes part of the assessment; what you mark is asked again.
accept-nothing = Nothing waits here.
accept-danger = The person said that they do not feel safe. See to that first; the answers wait.
accept-more-parts = { $number ->
    [one] One more part follows after this one.
   *[other] { $number } more parts follow after this one.
}
accept-differs = { $number ->
    [one] One answer differs from before
   *[other] { $number } answers differ from before
}
accept-differs-word = Differs
accept-new = { $number ->
    [one] One new answer
   *[other] { $number } new answers
}
accept-same = { $number ->
    [one] One answer as before
   *[other] { $number } answers as before
}
accept-before = Before: { $answer }
accept-again = Ask again
accept-take = { $number ->
    [0] Accept none of these
    [one] Accept one answer
   *[other] Accept { $number } answers
}
accept-later = Later
accept-waits-title = The person answered by themselves
accept-waits = { $number ->
    [one] One part waits for you. Nothing of it is in the assessment yet.
   *[other] { $number } parts wait for you. Nothing of them is in the assessment yet.
}
accept-look = Look and accept
