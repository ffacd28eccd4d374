# The sentences of letters.
# DRAFT FOR CLINICAL REVIEW: every sentence below waits for a clinician's and, where law is touched, counsel's approval.
# Tone: warm, direct, respectful; strengths before concerns; behaviour and wishes instead of labels.
# Third person in letters to others, second person in letters to the person.

## Around every letter

letter-confidential = Confidential
letter-label-date = Date
letter-label-number = Letter
letter-label-anchor = Record check:
letter-page = Page { $page } of { $pages }
letter-born = born { $date }
letter-record = record { $number }
letter-dear = Dear { $name },
letter-regards = With kind regards,
letter-licence = { $type } { $number }
letter-phone = Telephone { $number }

letter-date = { $day } { $month } { $year }
letter-month-1 = January
letter-month-2 = February
letter-month-3 = March
letter-month-4 = April
letter-month-5 = May
letter-month-6 = June
letter-month-7 = July
letter-month-8 = August
letter-month-9 = September
letter-month-10 = October
letter-month-11 = November
letter-month-12 = December

letter-list-two = { $first } and { $last }
letter-list-more = { $first }, { $rest }

letter-consent-heading = Consent
letter-consent-line = { $name } agreed on { $date } to this letter going to { $receiver } for { $purpose }, containing { $content }. Consent ends { $ends } and can be withdrawn at any time, except for what has already been sent.
letter-consent-signed = Consent was given in writing.
letter-consent-verbal = Consent was given verbally to { $who }.
letter-consent-guardian = { $guardian } gave this consent as guardian, with { $name }’s agreement.
letter-consent-ends-on = on { $date }
letter-consent-ends-when = when { $event }

letter-emergency-heading = In an emergency
letter-emergency = If someone is in danger, do not wait for an answer to this letter. { $contacts }.
letter-emergency-contact = { $what }: { $number }
letter-private = Meant only for the addressee. If it reached you by mistake, please tell { $clinic } on { $phone } and destroy it.

letter-next-heading = What happens next
letter-next-call = { $caller } calls { $called } by { $date }.
letter-next-warm = We would be glad to introduce { $name } in person or on the telephone before the first meeting.
letter-next-contact = Questions are welcome: { $name }, telephone { $phone }.

letter-group = Group
letter-led-by = Led by
letter-host = Host
letter-when = When
letter-starts = Starts
letter-where = Where
letter-fee = Fee
letter-length = Length
letter-not-set = not yet set
letter-rules = Rules

## L1: referral to a therapy group

letter-l1-kind = Referral to a therapy group
letter-l1-statement = This is group therapy, led by a licensed therapist who keeps clinical notes; a fee applies.
letter-l1-purpose = I am writing to introduce { $name }, who would like to join the group “{ $group }”, and to hand over what you need to welcome { $name } well.
letter-l1-purpose-both = I am writing to introduce { $name }, who would like to join the group “{ $group }”, and to hand over what you need to welcome { $name } well. A support group was suggested as well; the two go together.
letter-l1-place-heading = The place
letter-l1-reason-heading = Why this group
letter-l1-goal-heading = The goal
letter-l1-brings-heading = Strengths
letter-l1-prepare-heading = Preparation
letter-l1-practical-heading = Good to know
letter-l1-access = Access
letter-l1-care = Other care
letter-l1-care-none = None at present.
letter-l1-care-yes-contact = Yes. { $name } agrees that you may contact them.
letter-l1-care-yes-who-contact = Yes: { $who }. { $name } agrees that you may contact them.
letter-l1-care-yes-no-contact = Yes. Please do not contact them without asking { $name } first.
letter-l1-dual = Two services
letter-l1-dual-agreed = { $name } also sees { $leader } individually. What each service is for, how they differ, what is agreed to in each, and what speaks for and against having both were talked through on { $date } and agreed.
letter-l1-safety-heading = Staying safe
letter-l1-urgent-heading = Urgent: please read first
letter-l1-measures-heading = Questionnaires
letter-l1-measure = Questionnaire
letter-l1-measure-date = Answered
letter-l1-measure-result = Result

## L2: introduction to a support group

letter-l2-kind = Introduction to a support group
letter-l2-statement = This is not therapy or a clinical service. It is free, the leader is a host, and records are normally not kept. If the host is a mandated reporter, abuse or danger must still be reported.
letter-l2-purpose = This letter introduces { $name }, who would like to come to “{ $group }”.
letter-l2-purpose-both = This letter introduces { $name }, who would like to come to “{ $group }”. It stands beside another group that { $name } has chosen; the two go together.
letter-l2-place-heading = The group
letter-l2-link-heading = The link
letter-l2-access-heading = Makes it easier
letter-l2-norm-heading = In the group
letter-l2-norm-share = People share what they have lived through rather than give advice.
letter-l2-norm-advice = People share what they have lived through; practical advice is welcome.
letter-l2-come-and-go = Everyone may come and go; sharing is optional. Being there is enough.
letter-l2-private = What is said in the group stays in the group, out of respect.
letter-l2-theme = The host shares the experience.
letter-l2-host = { $name }, telephone { $phone }
letter-l2-between = Between meetings: { $name }, telephone { $phone }.
letter-l2-emergency = A group is not there day and night. If someone is in danger: { $contacts }.

## What is wrong with a letter, as the program tells staff

letter-problem-missing = The letter has no text for: { $part }.
letter-problem-letterhead = The letterhead needs the clinic’s name, address and telephone. Complete them in Settings, under Clinic.
letter-problem-birth-date = This kind of letter must not show a birth date.
letter-problem-urgent = This kind of letter must not have a box with urgent information.
letter-problem-anchor = This kind of letter must not show the record check.
letter-problem-statement = The mandatory statement has lost its meaning. It must still say: { $words }.
letter-problem-clinical = The word “{ $word }” ({ $part }) does not belong in this letter.
letter-problem-title = The title “{ $word }” ({ $part }) does not belong in this letter: here it is “facilitator” or “host”.
letter-problem-score = A score or a questionnaire ({ $part }) does not belong in this letter.
letter-problem-code = An internal code ({ $part }) stands in the letter.
letter-problem-blame = The word “{ $word }” ({ $part }) blames. Say what was seen or wished instead.
letter-problem-placeholder = A place in the letter was not filled in ({ $part }).
letter-problem-legal = The legal text that this content needs is missing. Paste the approved text in the settings.
letter-problem-receivers = The letter names more than one receiver. Write one letter to each.
letter-problem-pages = The letter has { $pages } pages; { $most } is the most that is read.
letter-problem-length = The text is too long to be read at a glance ({ $part }).
