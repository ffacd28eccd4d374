### What the clinic decides about how the program works.

policy-title = How the program works here
policy-help = These hold for everybody in the clinic. How long records are kept is decided under Records, by two people.
policy-lock-desk = Locks at the desk after
policy-lock-desk-help = Minutes without a key or a movement, 1 to 30. It cannot be switched off.
policy-lock-assessment = Locks in an assessment after
policy-lock-assessment-help = Minutes, 1 to 30. A conversation has longer pauses.
policy-valid = An assessment holds for
policy-valid-help = Days, 7 to 365. After that it should be done again before an offer.
policy-age = Consents alone from the age of
policy-age-help = Years, 12 to 21, by the law of your place. It only prompts.
policy-keep = What is kept of a support-group check
policy-keep-help = Preset when a check is finished; it can be less each time.
policy-keep-nothing = Nothing
policy-keep-outcome = The outcome
policy-keep-answers = The answers too
policy-names = Offer names at sign-in
policy-names-help = Names that were used on this computer can be picked instead of typed.
policy-part-2 = Federally assisted substance use programme (42 CFR Part 2)
policy-part-2-help = If so, letters with such content carry the notice that your counsel approved.
policy-part-2-open = Not answered
policy-part-2-no = No
policy-part-2-yes = Yes
policy-notice = Notice on re-disclosure
