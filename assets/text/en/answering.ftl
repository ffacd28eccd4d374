### The conversation: answering, what stands beside it, measures, and the safety page. Draft for clinical review.

## The page

answering-side = Progress
answering-back = Back
answering-leave = Leave
answering-next = Next section
answering-result = See result
answering-to-result = Go to the result
answering-saved = Saved { $time }
answering-saved-nothing = Saved
answering-saving = Saving
answering-not-saved = Not saved
answering-signed = Signed
answering-cover = Cover the rest
answering-uncover = Show the rest
answering-answered = { $done } of { $total } answered
answering-all-answered = { $number ->
    [0] Nothing to answer
    [one] Answered
   *[other] All { $number } answered
}
answering-section-closed = Closed for now

## How a question is asked

answering-ask-alone = May be answered alone
answering-ask-aloud = Ask aloud
answering-ask-observe = Your observation
answering-ask-filled = Filled in; please check
answering-optional = optional
answering-optional-alone = Optional

## The three passes over the same questions

answering-passes = Which questions
answering-pass-all = All
answering-pass-before = Before the visit
answering-pass-together = Together
answering-pass-observe = Observe and decide
answering-pass-only = Only: { $pass }
answering-pass-empty = This section has no questions of this kind.

## Answers

answering-decline = Prefers not to say
answering-declined = preferred not to say
answering-clear = Clear
answering-clear-nothing = There is no answer to clear.
answering-look = Look
answering-go-on = Go on
answering-of-ten = { $number } of 10
answering-number-help = A whole number from { $min } to { $max }
answering-note-add = Note
answering-note = Note
answering-note-help = Stays with this answer. Enter goes on.
answering-reason = A short reason
answering-reason-help = What you saw or heard. Enter goes on.
answering-option-gone = No longer on the clinic’s list
answering-leads = Leads { $groups }
answering-no-groups = There is no group of this kind yet.
answering-no-leaders = No leaders are recorded with the groups yet.
answering-open-groups = Open the groups
answering-group-record = From the group’s record
answering-host-mandated = The host must report abuse or danger by law.
answering-host-not-mandated = The host has no duty by law to report.
answering-language-tag = Which language
answering-language-tag-help = A language code, such as fr, ar or pt-BR

## What is wrong with what was typed

answering-problem-number = Whole numbers only.
answering-problem-range = From { $min } to { $max } only.
answering-problem-step = The scale does not have this number.
answering-problem-too-long = At most { $most } letters.
answering-problem-date = This is not a date.
answering-problem-disagrees = The items give another total.
answering-problem-language = This is not a language code. Type one such as fr or pt-BR.

## What stands beside the questions

answering-progress = { $done } of { $total } needed
answering-gaps = Still to ask
answering-gaps-none = Everything that is needed was answered.
answering-gaps-more = { $number ->
    [one] 1 more
   *[other] { $number } more
}
answering-gaps-fewer = Show fewer
answering-parked = { $number ->
    [one] 1 earlier answer is kept aside.
   *[other] { $number } earlier answers are kept aside.
}
answering-room = In the room
answering-room-person = The person
answering-room-interpreter = Interpreter
answering-room-support = Support person
answering-room-guardian = Guardian
answering-room-now = In the room: { $who }
answering-room-nobody = In the room: nobody but you
answering-reasoning-show = Show reasoning
answering-reasoning-hide = Hide reasoning
answering-reasons-met = { $number ->
    [one] 1 point is met.
   *[other] { $number } points are met.
}
answering-reasons-open = { $number ->
    [one] 1 point is still open.
   *[other] { $number } points are still open.
}
answering-to-question = Go to the question

## What has to be known before asking

answering-private-title = Ask in private
answering-private = Are you alone with the person? Ask every one of these aloud, kindly and plainly.
answering-alone = Asked alone?
answering-alone-help = Someone else is in the room. Ask this only where nobody who came along can hear it.
answering-alone-yes = Yes, nobody else can hear
answering-alone-later = Not now; ask later
answering-refused-title = The person would rather not go ahead
answering-refused = That is fine. The rest may stay blank, and nothing follows from it.
answering-unsure-title = The person is not sure yet
answering-unsure = Take time to talk about it. Until they agree, only the first section and the one about safety are open.
answering-minor-title = The person is under { $age }
answering-minor = A guardian takes part, is named in the person’s record, and gives consent together with the person.
answering-act-now-title = Safety first
answering-act-now = What was answered asks for action today. Everything else stays locked until a clinician acknowledges it.
answering-review-title = A clinician looks at this before the person leaves
answering-review = Something that was answered asks for a short talk in private and a note.
answering-open-safety = Open the safety page

## A level raised by hand

answering-raise = Raise the safety level by hand
answering-raise-help = Your judgement counts even if no answer points to it.
answering-raise-none = Not raised
answering-raise-review = Review
answering-raise-act-now = Act now
answering-raise-reason = Why
answering-raise-reason-help = A level counts once a reason is written.

## Standard measures

answering-measures = Measures
answering-measures-title = { $number }. Measures
answering-measures-intro = Numbers from the clinic’s own copies of standard questionnaires. They are one voice among many, and never a diagnosis.
answering-measures-given = { $number ->
    [0] None entered
    [one] 1 entered
   *[other] { $number } entered
}
answering-measure-add = Enter { $measure }
answering-measure-total = { $total } of { $most }
answering-measure-incomplete = not complete yet
answering-measure-period = Asks about: { $period }
answering-measure-higher-worse = Higher is worse.
answering-measure-higher-better = Higher is better.
answering-measure-cutoff = Usual cut-off: { $cutoff }.
answering-measure-permission = Permission: { $permission }
answering-measure-not-a-diagnosis = Not a diagnosis.
answering-measure-date = Date
answering-measure-date-missing = Every measure has a date.
answering-measure-old = Older than 14 days before this assessment. It still counts; think of repeating it.
answering-measure-adults = Made for adults: weigh it with care under 18.
answering-measure-version = Printed version
answering-measure-how = How it is entered
answering-measure-by-total = The total
answering-measure-by-items = Item by item
answering-measure-total-label = Total
answering-measure-range = { $min } to { $max }
answering-measure-disagrees = The items give { $summed }, the total says { $typed }. Correct one of the two.
answering-measure-done = Done
answering-measure-remove-ask = Take these numbers away…
answering-measure-remove-title = Take away { $measure }?
answering-measure-remove-text = All of its numbers, its date and its version are taken out of this assessment.
answering-measure-remove = Take them away
answering-measure-keep = Keep them

## The safety page

safety-continue = Continue the conversation
safety-back = Back
safety-emergency = Emergency
safety-on-call = On call
safety-on-call-name = On call: { $name }
safety-no-number = No emergency number is set. Use the one of the place where the person is.
safety-no-on-call = Nobody on call is set.
safety-place-unknown = Not asked yet. Ask where the person is now.
safety-place = Where the person is
safety-own-protocol = Your clinic’s protocol
safety-steps = What to do now
safety-raised-by-hand = Raised by a clinician: { $reason }
safety-raised-alone = While the screen was with them, the person said that they do not feel safe. It stays until a clinician looks at it.
safety-raised-before = Something said earlier reached this level: an answer that was changed since, or a call for help while the screen was with the person. It stays until a clinician looks at it.
safety-detail = Details, where needed
safety-detail-help = Names of services; date and place of an evaluation elsewhere
safety-passphrase-help = Yours, as you sign in
safety-passphrase-missing = Type your passphrase.
safety-acknowledged = Acknowledged at { $time }
safety-acknowledged-text = The lock is taken away. Level and outcome stay as they are.
safety-save-note = Keep the note
safety-note-missing = Write what was looked at, and what was agreed.
safety-note-desk = A clinician writes this note. Tell one now.
safety-desk-acknowledge = A clinician acknowledges this page with their own passphrase. Letters and seats stay locked until then.
safety-desk-told-add = Note it
safety-noted = Noted
safety-urgent = Urgent summary…
safety-nothing = Nothing asks for action here.
