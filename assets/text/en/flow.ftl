### Between the questions: pausing and going on, a second person, mistakes, additions, another pathway. Draft for clinical review.

## Pause

pause-open = Pause until the next meeting
pause-title = Pause until the next meeting
pause-text = Everything that was said is kept. When it goes on, one page shows what was said last time.
pause-on = Day of the next meeting
pause-on-help = The draft is kept until 14 days after it. Leave it empty if no day was agreed.
pause-past = This day is over. Choose one from today on.
pause-place = Time and place
pause-place-help = As agreed, for example 10:00, room 2. The desk can read it.
pause-still = Still to ask
pause-still-help = Tick what is to come first next time.
pause-back = Go on with the questions
pause-now = Pause
pause-done = Paused. It stands on Home under its day.

## Going on

recall-title = What was said last time
recall-planned = Planned for { $date }
recall-planned-at = Planned for { $date }, { $place }
recall-at = Planned: { $place }
recall-no-date = Paused without a day
recall-so-far = { $answered } { $missing }
recall-answered = { $number ->
    [0] Nothing was answered yet.
    [one] One question was answered.
   *[other] { $number } questions were answered.
}
recall-missing = { $number ->
    [0] Everything that is needed was answered.
    [one] One that is needed is still open.
   *[other] { $number } that are needed are still open.
}
recall-still = First of all
recall-nothing = Nothing was said yet.
recall-home = Home
recall-on = Go on
home-planned = Goes on at a meeting
home-planned-today = Today
home-planned-past = is over
home-planned-col-place = Time and place

## A second person

safety-beside = A clinician acknowledges here, with their own login and passphrase. Whoever is signed in stays signed in.
safety-login = Login of the clinician
safety-login-help = As they sign in
safety-login-missing = Type the login of the clinician.
safety-passphrase-beside = The clinician’s own
safety-entered-by-mistake = Entered by mistake; nothing was done.
trouble-no-danger = There is no danger here that waits for a clinician.

## Entered by mistake

mistake-open = This level was entered by mistake…
mistake-title = Entered by mistake
mistake-text = The answers as they are now say less than the level that was reached. With your signature the level drops to what they say. That it was reached, and why it was a mistake, stays on record.
mistake-reason = What happened
mistake-reason-missing = Say in a few words what happened.
mistake-passphrase = Your passphrase
mistake-sign = Sign that it was a mistake
trouble-lower-clinician = Only a clinician signs that a level was a mistake.
trouble-lower-reason = A level is lowered only with a reason.
trouble-lower-answers = The answers themselves reach this level. Correct them first; then the level can be lowered.

## Added after the signature

added-title = Added later
added-nothing = Nothing was added.
added-addendum = Add to it
added-addendum-help = What is signed does not change. This is kept beside it, with your name and the time.
added-addendum-text = What is to be added
added-addendum-act = Add and sign
added-signature = Second signature
added-signature-help = You sign a colleague’s assessment as a second clinician.
added-signature-act = Sign too
added-error = Entered in error…
added-error-help = It stays, struck through, and counts for nothing any more. Letters that were sent are not called back by it.
added-error-text = Why it is an error
added-error-act = Mark as entered in error
added-missing = Write something first.
added-passphrase-missing = Type your passphrase; it stands for your signature.
added-passphrase = Passphrase of { $name }
added-back = Never mind

## A waitlist by hand

by-hand-open = Put on the waitlist by hand…
by-hand-why = Why on the waitlist
by-hand-help = For example composition, access, or an urgency that still fits. Kept with the decision.
by-hand-missing = Say in a few words why.
by-hand-add = Put on the waitlist
by-hand-said = By hand: { $why }

## Another pathway

quote-earlier = Said before
quote-question = To “{ $question }”
quote-same = This is still so
quote-only = A quote only; please ask again.
change-to-therapy = Go on as a therapy-group assessment
change-to-support = Go on as a support-group check
change-help = What was said stands beside the questions as quotes. This conversation is set aside, not deleted.
aside-title = Set aside
aside-text = This conversation went on as another one. It stays as it was.
aside-open = Open that one

## The result and the group's record

record-says-no = Welcome at a support group of this kind, and not in this one
record-says-no-text = The result speaks for the person: nothing they said speaks against such a group. The record of “{ $group }” speaks for this group: { $reasons } Groups with the same theme are listed on the next page.
