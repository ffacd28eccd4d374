### Reports: counts over many screenings, on the screen and as a file.

report-help = How many, how long, and why not. Numbers only: no name is in a report.
report-period = Period
report-period-12 = Last 12 months
report-period-3 = Last 3 months
report-period-this-year = This year
report-period-before = Last year
report-period-own = Another period
report-from = First day
report-to = Last day
report-period-backwards = The last day lies before the first.
report-period-long = A report covers at most 30 years.
report-hide = Hide numbers under five
report-hide-help = For a report that is handed on: nobody can be told from a small number.
report-hide-forced = Small numbers are shown to clinicians only.
report-few = <5
report-col-what = What
report-col-number = Number
report-save = Save as CSV…
report-save-title = Save what is shown
report-save-text = A file for a spreadsheet, with the tables of this page and nothing else. It is not encrypted, and that it was written is noted in the activity log.
report-save-act = Save
report-saved = Saved: { $path }
report-csv-period = Period
report-note-kept = A support-group check is kept for { $days } days, so earlier months show fewer of them.
report-note-few = Numbers from one to four are shown as <5. They count as 2 in the plots.
report-note-no-outcomes = Outcomes and reasons are shown to clinicians only.
report-empty = Nothing was counted in this period.
report-none = No screening began in this period
report-none-text = Choose a longer period. Reports begin with the first screening.
report-none-go = New screening
report-plot = { $title }, plot. { $lines }
report-plot-line = { $name }: { $numbers }.
report-plot-number = { $series } { $number }

report-screenings = Screenings by month
report-screenings-help = By the day on which they began.
report-screenings-col = Month
report-screenings-sum = { $number ->
    [0] No screening in this period.
    [one] 1 screening in this period.
   *[other] { $number } screenings in this period.
}
report-outcomes-therapy = Therapy-group assessments by outcome
report-outcomes-therapy-help = What was decided, by the month in which they began. What was entered in error is left out.
report-outcomes-therapy-col = Month
report-outcomes-support = Support-group checks by outcome
report-outcomes-support-help = What came out, by the month in which they began.
report-outcomes-support-col = Month
report-not-signed = Not signed yet
report-days = Days from screening to place
report-days-help = From the day on which a screening began until a seat was offered or taken.
report-days-col = Days
report-days-0 = Same day
report-days-7 = 1 to 7
report-days-14 = 8 to 14
report-days-30 = 15 to 30
report-days-60 = 31 to 60
report-days-more = More than 60
report-days-number = { $number ->
    [0] the same day
    [one] 1 day
   *[other] { $number } days
}
report-people = { $number ->
    [one] 1 person
   *[other] { $number } people
}
report-days-sum = In the middle: { $days } ({ $people }).
report-waiting = Waiting now
report-waiting-help = Today, whatever the period: who is on a waitlist, by how long since the signature.
report-waiting-col = Waiting for
report-wait-14 = Up to 2 weeks
report-wait-30 = Up to 1 month
report-wait-90 = Up to 3 months
report-wait-180 = Up to 6 months
report-wait-more = Longer
report-waiting-sum = { $number ->
    [0] Nobody waits.
    [one] 1 person waits.
   *[other] { $number } people wait.
}
report-seats = Seats
report-seats-help = Today, whatever the period: the groups that take place. A dash stands where no number of seats is set.
report-seats-col = Group
report-seats-taken = Taken
report-seats-held = Held
report-seats-free = Free
report-declined = Reasons for decline
report-declined-help = Signed screenings that led neither to a seat nor to a waitlist. One screening can have several reasons.
report-declined-col = Reason
report-declined-person = The person chose otherwise
report-declined-other = No criterion stood in the way: decided otherwise
report-declined-sum = { $number ->
    [0] Nobody was declined in this period.
    [one] 1 person.
   *[other] { $number } people.
}
report-month = { $month } { $year }
report-month-1 = Jan
report-month-2 = Feb
report-month-3 = Mar
report-month-4 = Apr
report-month-5 = May
report-month-6 = Jun
report-month-7 = Jul
report-month-8 = Aug
report-month-9 = Sep
report-month-10 = Oct
report-month-11 = Nov
report-month-12 = Dec
report-seats-waiting = Waiting
