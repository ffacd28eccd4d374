### Groups: the clinic's catalogue and the form of one group.

groups-help = The groups that people can be referred to.
groups-add = Add a group
groups-none = No groups yet
groups-none-text = Add the groups that your clinic runs. Screenings are matched to their theme, time and seats.
groups-shown = Which groups are shown
groups-all = All
groups-therapy = Therapy
groups-support = Support
groups-open = Open { $group }
groups-no-time = Day and time are not recorded
groups-no-capacity = Seats are not recorded
groups-free = Free
groups-fee = { $fee } a meeting

group-form-new = New group
group-form-new-help = A name and the kind are enough to begin. What is not recorded is asked about when someone is matched.
group-form-edit = Change the group
group-saved = The group is kept.
group-save = Keep the group
group-hint = Worth a look
group-not-stated = Not stated
group-yes = Yes
group-no = No
error-number = Type a whole number.

group-kind = Kind of group
group-kind-therapy-about = Treatment, led by a licensed therapist, mostly with the same members and for a fee.
group-kind-support-about = Not treatment: people who share something, with a host or peer, free of charge.
group-name = Name
group-status = Status

group-part-about = What it is about
group-style = Way of working
group-themes = Themes
group-stages = For people who are
group-welcome = Who is welcome
group-for-whom = For whom it is
group-for-whom-help = In the group’s own words: age, gender or community.
group-outcome-line = What members can expect to change
group-part-when = When and where
group-slot = Day and time of the week
group-time = Time of day
group-time-help = Such as 18:00 to 19:30.
group-frequency = How often
group-frequency-help = Such as weekly.
group-minutes = Length in minutes
group-starts = First meeting
group-ends = Last meeting
group-season = Season
group-season-help = Such as spring and autumn.
group-mode = Room or video
group-place = Place
group-part-seats = Seats and joining
group-membership = Who may join when
group-enrol-until = Last day to join
group-minimum = Least number to start
group-capacity = Seats
group-enrolled = Seats taken
group-reserved = Seats held for an offer
group-large-support = A very large group is meant
group-part-cost = Cost
group-currency = Fees are in { $currency }.
group-fee = Fee a meeting
group-reduced-places = Places at a reduced fee
group-free-reason = Why it is free
group-insurance = Can insurance be used?
group-support-free = A support group is free.
group-donation = Invited donation
group-donation-help = For the room or refreshments, if the group invites one.
group-part-people = People and access
group-leaders = Leaders or hosts
group-leaders-help = Names, with commas between them. New names are added to the list of leaders.
group-leader-role = What the leader is
group-host-mandated = Must the host report abuse or danger by law?
group-host-shares = Does the host share the experience?
group-language = Language spoken
group-language-help = Its code, such as en or es.
group-interpreter = Can an interpreter take part?
group-access = Access
group-part-working = How it works
group-homework = Between meetings
group-homework-tick = Handouts or tasks
group-advice = Advice
group-guest-talks = May a guest give a talk?
group-activities = Activities
group-composition = Members
group-composition-help = Such as one theme, or mixed.
group-rules = Rules of the group
group-rules-help = In its own words; read out before joining.
group-banner = Text above everything printed for this group

## Who waits for a seat.

waitlist-title = Waitlist
waitlist-list-help = In the order of decision. Being on a list is no care: everybody is asked every 30 days how things are.
waitlist-line = Waits since { $since }. Ask how things are by { $checkin }.
waitlist-lapsed = The assessment lapsed on { $day }: the short re-check comes first.
waitlist-others = Waits also for: { $groups }.
waitlist-seat-elsewhere = A seat is offered in: { $groups }.
waitlist-offer-to = Offer a seat to { $person }
waitlist-offer-stay = Offer a seat to { $person }, the other lists stay
waitlist-offer-end = Offer a seat to { $person }, the other lists end
waitlist-leave-of = Take { $person } off the list
waitlist-open-of = Open the assessment of { $person }
waitlist-full = No seat is free in this group.
waitlist-not-there = This person does not stand on that list any more. Look at the list again.
waitlist-no-group = This group is not in the catalogue any more.
waitlist-lapsed-first = The assessment has lapsed. Check again first.
waitlist-dirty = Keep or cancel what you changed in the form first.
waitlist-offered = A seat is held. The letter with the offer is written from the assessment.
waitlist-left = Off the waitlist
waitlist-desk = { $number ->
    [one] One person waits for a seat. A clinician sees for which group.
   *[other] { $number } people wait for a seat. A clinician sees for which group.
}
