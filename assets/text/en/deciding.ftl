### The pages from the result to the letter: result, groups, decide and sign, letter. Draft for clinical review.

## Around every page

moment = { $date }, { $time }
signed-at = Signed on { $when }
signed-title = Signed
signed-text = It can be read, and no longer changed.
in-error-title = Entered in error
in-error-text = This screening was marked as wrong. It is kept to be read, and nothing follows from it.

open-safety = Open the safety page
back-to-answers = Answers
back-to-result = Result
back-to-groups = Groups
back-to-decision = Decision
to-groups = See groups
to-decide = Decide
to-what-now = What now
to-letter = Write the letter
to-client = To the client
to-home = To Home
dialog-back = Go back

fit-fits = Fits
fit-note = To settle
fit-wait = Has to wait
fit-no = Does not fit

## Result

act-now-title = Act now: safety comes first
act-now-text = Letters, seats, the waitlist and overrides are locked until a clinician acknowledges the safety page.
review-title = A clinician looks at this today
review-text = Something that was answered is to be talked about before the person leaves. A note of it is needed before this can be signed.
acknowledged-title = The safety page was acknowledged
acknowledged-text = What was done stands there. The level stays as it was reached.

missing-title = { $number ->
    [one] One question is still open
   *[other] { $number } questions are still open
}
missing-help = A blank is never counted as a good answer. Each line opens its question.

reasons-title = Why
reasons-help = Each reason stands with the answers that it rests on. An answer opens its question.
met-count = { $number } met
undiscussed-count = { $number } not discussed
why-show = Why this matters
why-hide = Show less
why-effect = In the result: { $effect }
why-source = Source: { $source }. Confidence: { $confidence }.
confidence-high = high
confidence-moderate = moderate
confidence-low = low

prepare-title = What to prepare
would-change-help = The smallest changes that would lead to another result. Safety, consent and observations are left out on purpose.
would-change-then = If it were: { $answer }
would-change-outcome = Then: { $outcome }
team-title = Consider talking about it in the team
team-text = Many points came together. This weighs nothing in the result.

ways-title = Ways on
ways-ready =
    A seat in a group that fits, or its waitlist
    Another option that is named, or another service
    What the person chooses instead
ways-with-preparation =
    A seat or a waitlist, with the points above prepared before the start
    Another option first, and the group later
    What the person chooses instead
ways-needs-information =
    Ask what is still open, today or at a next meeting
    Sign as it stands, with more information to come
    What the person chooses instead
ways-not-now =
    Another option that is named, with a day on which to look again
    Another service that fits better at present
    What the person chooses instead
result-rules = { $form ->
    [therapy-group] Rules for therapy groups, version { $version }
    [support-group] Rules for support groups, version { $version }
   *[other] Rules of { $form }, version { $version }
}

## Which is right?

triage-begin = Where to begin
triage-start = Begin
triage-start-named = Begin: { $pathway }
triage-carried = Taken along, and asked for confirmation:
pathway-therapy-help = A longer conversation about wanting and being able, with a licensed therapist.
pathway-support-help = A short check whether one particular group is right. No name is needed.

## Groups

groups-title = Groups that may fit
groups-title-support = The group that was asked about
groups-fit-help = In the order in which they fit: those with a place first, then what has to be settled, then waitlists. There is no score.
groups-help-support = The result speaks of what the person hopes for and can join in; this page speaks of the group’s own record: whom it is for, when it meets, its seats. Both have to say yes for a seat. Groups with the same theme stand below, each to be asked about by itself.
no-groups-therapy = The clinic has no therapy group yet
no-groups-support = The clinic has no support group yet
no-groups-text = Groups that are entered under Groups are compared with the answers here, each with its reasons.
to-clinic-groups = To the clinic’s groups
conditions-count = { $number ->
    [one] One condition
   *[other] All { $number } conditions
}
all-conditions-fit = Every condition fits.
tick-for-whom = Is the person among those the group is for?
tick-for-whom-named = Is the person among those the group is for? ({ $whom })
tick-composition = Does nobody stand out alone, and does no tie between members stand in the way?
tick-yes = Yes
tick-no = No
tick-not-yet = Not yet
seats-taken = { $taken } of { $total } seats taken
offer-seat = Offer a seat here
add-to-waitlist = Put on this waitlist
seat-chosen = A seat is offered here
waitlist-chosen = On this waitlist
take-back = Take back
ask-again = Ask again for this group
ask-again-help = Five answers that belong to the group are asked anew; everything else stays.
no-seat-outcome = The decision does not lead to a group at present.
no-seat-declined = The person does not want a seat.
seat-locked = Locked until a clinician acknowledges the safety page.

## Decide

decide-title = Decide and sign
three-program = The program suggests
three-clinician = The clinician decides
three-clinic = The clinic decides
three-person = The person decides
three-undecided = Not decided yet
three-agrees = Follows the recommendation.
three-overrides = Decides otherwise, with a written reason.
three-person-support = They choose whether to come, and may come and go.

judgement-title = Your judgement
judgement-agree = I follow the recommendation
judgement-agree-help = What is decided is what the program suggests.
judgement-override = I decide otherwise
judgement-override-help = With another outcome and a written reason. Both are kept.
override-outcome = Your outcome
override-reason = Your reason
override-reason-count = { $count } of at least { $least } characters
override-reason-enough = { $count } characters
override-locked = Locked until a clinician acknowledges the safety page.
override-clinician-only = Only a clinician can decide otherwise.
override-confirm-title = Name each point that has to hold, and does not
override-confirm-help = You pass over these. Tick each to show that you mean it.
override-confirm = I know that this is not met: { $criterion }

disposition-title = What happens next
disposition-offer-seat = Offer a seat
disposition-offer-seat-help = In the group that was chosen.
disposition-waitlist = Waitlist
disposition-waitlist-help = The person waits for a seat, with a check-in every 30 days.
disposition-other-option = Another option
disposition-other-option-help = Something else that is named, with a next step.
disposition-refer-on = Refer on
disposition-refer-on-help = Another service takes over.
disposition-more-information = More information first
disposition-more-information-help = Something has to be known before this can be decided.
disposition-person-chose-otherwise = The person chose otherwise
disposition-person-chose-otherwise-help = Respected, with no reason asked for. The door stays open.
no-group-chosen = No group is chosen yet.
choose-group = Choose a group
choose-other-group = Choose another group
waitlist-help = Being on a list is not care: say where to turn meanwhile.
options-label = What is offered instead
options-help = One option a line. At least one, so that nobody leaves empty-handed.

meeting-title = Meeting with the leader
meeting-help = The person and the leader meet before the first session.
meeting-leader = Who led the meeting
meeting-leader-help = Name, as it stands in the letter.
meeting-me = It was me, { $name }
meeting-on = On
meeting-mode = How
meeting-topics = Talked through
meeting-topic-histories = Earlier treatment and groups
meeting-topic-issues = What brings the person
meeting-topic-goals = Goals for the group
meeting-topic-format = How the group works
meeting-topic-rules = The rules of the group
meeting-topic-expectations = What to expect, and what is expected
meeting-rules = Rules handed out: version { $version }

## Sign

sign-title = Before signing
sign = Sign
sign-nothing-missing = Nothing is missing.
sign-gaps-count = { $number ->
    [one] One point is still open.
   *[other] { $number } points are still open.
}
sign-gap-consent-unsure = The person is not sure about being assessed. Talk about it until it is a yes or a no.
sign-gap-guardian = A guardian agrees, but the client’s record names none.
sign-gap-safety-questions = { $number ->
    [one] A safety question is blank. It has to be asked.
   *[other] { $number } safety questions are blank. They have to be asked.
}
sign-gap-acknowledgement = A clinician acknowledges the safety page.
sign-gap-review-note = A clinician notes what was agreed about the point of safety.
sign-gap-reason = A short reason is missing: { $question }
sign-gap-judgement = Follow the recommendation, or decide otherwise.
sign-gap-override-reason = Deciding otherwise needs an outcome and a reason of at least 20 characters.
sign-gap-disposition = Say what happens next.
sign-gap-other-option = Name at least one other option.
sign-gap-seat-not-decided = A seat or a waitlist does not follow from this decision. Choose something else.
sign-gap-person-declined = The person does not want a seat. Ask again, or choose something else.
sign-gap-group-missing = Choose the group.
sign-gap-seat-does-not-fit = The chosen group does not fit as things stand. Its reasons stand with the groups; choose another, or something else.
sign-gap-seat-waits = The chosen group is full, or its time to join is over. Offer its waitlist.
sign-gap-waitlist-reason = The chosen group has no need of a waitlist, or does not fit. Write why the person is put on it by hand, with the groups.
sign-gap-meeting = Record the meeting with the leader, with all six topics.
sign-gap-confirmation = Name each point that you pass over.
sign-gap-chosen-name = To keep a way to reach the person, write the name that they go by.
link-question = Open the question
link-here = Go there
link-groups = Choose a group
link-client = Open the client’s record
sign-passphrase = Passphrase of { $name }
sign-passphrase-help = Signing takes your own passphrase.
sign-freezes = Signing freezes answers, result and decision. Later changes are additions.
sign-no-passphrase = Type your passphrase first.
sign-clinician-only = A clinician has to sign this. Lock, and let them sign in.

keep-title = What is kept
keep-help = Keep nothing, or keep a way to reach the person for { $days } days. Both are fine; the person chooses.
keep-name = Name to be called by
keep-name-help = Only needed if something is kept.
keep-contact = A way to reach them
keep-contact-help = Only if they agree to be contacted.
keep-arrangements = What was arranged
keep-nothing = Finish, keep nothing
keep-and-sign = Keep and sign
nothing-title = Finish and keep nothing?
nothing-text = The answers are erased. The activity log keeps only that a check was run, without a name.
nothing-back = Go back
nothing-act = Keep nothing
nothing-safety-first = The point of safety is settled first.
nothing-kept-done = The check is finished. Nothing was kept.

## What now

what-now-title = What now
what-was-decided = What was decided
now-next = Next step
now-letter = Write the letter
now-letter-help = It is set from what was signed. You look at it before it is saved.
now-seat = Seat
now-no-seat = No seat
now-no-seat-help = A later screening can lead to one.
now-waitlist-help = On the waitlist. Say where to turn meanwhile.
now-date = Next date
now-starts-help = First meeting of the group.
now-next-meeting = The next meeting
now-next-meeting-help = The leader and the person agree on the day.
now-check-in-help = Ask by then how things are. Waiting is not care.
now-valid-help = Until then this assessment holds; later a short re-check is needed.
now-no-date = No date
now-no-date-help = The person comes back when they like.
now-meeting = { $leader }, { $date }
now-kept-days = Kept for { $days } days, or until the person has joined.

## Letter

letter-title-therapy = Referral letter
letter-title-support = Introduction letter
letter-not-signed-title = The letter comes after the signature
letter-not-signed-text = A letter rests on what was signed. Decide and sign first; then it is set here.
letter-none-title = No letter of referral follows from this decision
letter-none-text = A letter introduces someone to a group in which they have a seat or for which they wait.
letter-stops = { $number ->
    [one] One point stops this letter
   *[other] { $number } points stop this letter
}
letter-hints = { $number ->
    [one] One point to look at
   *[other] { $number } points to look at
}
letter-stops-first = Settle first what stops the letter.
letter-wait = The page is being set.
letter-refused = That did not work
letter-saved = Letter { $number } was saved
letter-saved-toast = The letter was saved.

receiver-title = To whom
receiver-where = Where it goes
receiver-inside = In this clinic
receiver-outside = Outside
receiver-name = Name
receiver-role = Role
receiver-organisation = Organisation
receiver-address = Address
receiver-address-help = One line each, as on an envelope. Leave it empty for a letter that is handed over.
receiver-leader = Leader of the group
receiver-host = The host of { $group }

consent-title = Consent
consent-needed = This letter needs the person’s consent to this receiver.
consent-inside = Within the clinic no consent line is needed. With one, more can be told.
consent-given = The person agreed to this letter
consent-on = Agreed on
consent-how = How it was given
consent-verbal = Spoken
consent-written = In writing
consent-purpose = For what
consent-ends = Ends on
consent-ends-help = Empty: when the group has started, or after 90 days.

content-title = What it says
content-therapy = The fixed facts are in already. Anything sensitive stays out unless it is ticked.
content-support = Name, group and access needs. Nothing clinical is ever written here.
content-ticks = Also printed
content-safety-consent = Only with the person’s consent.
content-brings = What the person brings
content-brings-help = One sentence a line. Strengths first.
content-next = What happens next
content-next-help = One sentence a line. Empty: the usual sentence.
content-link = What links the person to the theme
content-link-help = One neutral phrase that the person chooses.

paper-title = Paper
paper-a4 = A4
paper-us = US Letter

file-title = Where it is saved
file-path = File
file-path-help = The name says nothing about the person.
file-choose = Choose…
file-dialog = Save the letter
file-name = File: { $name }
file-replaces = A file with this name is there already. It will be replaced.
path-empty = Write where the letter is to be saved.
file-empty = Name a file.
file-exists = There is a file of this name. Choose another.
path-folder = This is a folder. Add a file name.
path-no-folder = This folder is not there. Choose another.
save-as-pdf = Save as PDF
save-with-password = Save with password
plain-title = Save without a password?
plain-text = Anyone who gets the file can read it. Saving is noted in the activity log.
locked-title = Save with a password
locked-text = Whoever opens the file needs the password. Tell it in person or by telephone, never in the same message. It is kept nowhere.
password = Password for this file
password-help = At least 8 characters.
password-again = The same again
password-short = The password needs at least 8 characters.
password-long = The password is too long for a PDF.
password-differs = The two are not the same.
password-make = Make one up
password-made = Write it down now: it is kept nowhere, and is not shown again.

preview-setting = Setting the page
preview-as-printed = As it will be printed
preview-page = { $page } of { $pages }
preview-back = Page before
preview-on = Next page
preview-first = This is the first page.
preview-last = This is the last page.
preview-smaller = Smaller
preview-larger = Larger
preview-percent = { $percent } %
preview-fit-width = Fit width
preview-fit-page = Fit page
preview-name = Letter
