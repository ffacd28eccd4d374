# Printing: in the letter's page, in the list of letters, on the command line.

print-title = Print
print-printer = Printer
print-printer-default = { $printer } (usual)
print-printer-stopped = { $printer } (stopped)
print-printer-refuses = { $printer } (takes no jobs)
print-looking = Looking for printers
print-none = No printer is set up on this computer. Set one up in the system’s settings, or save the letter as PDF.
print-again = Look again
print-copies = Copies
print-sides = Sides
print-sides-one = One side
print-sides-both = Both sides
print-tray = Tray
print-tray-any = The printer chooses
print-do = Print
print-test = Test page
print-wait-printer = Choose a printer first.
print-dialog-title = Print this letter?
print-dialog-text = It becomes final, is noted in the activity log as printed, and goes to the printer. Nothing is left on the disk of this computer by this program.
print-dialog-text-viewer = It becomes final and is noted in the activity log as printed. Then the program for PDFs shows it; print it from there. The file lies in a folder of your own and is removed when you lock.
print-dialog-again = It goes to the printer as it was made final, and is noted in the activity log as printed.
print-done = Letter { $number } went to the printer.
print-done-some = { $number ->
    [one] One letter went to the printer.
   *[other] { $number } letters went to the printer.
}
print-stopped-early = { $done } of { $of } letters went to the printer; the rest was stopped.
print-broken-off = { $done } of { $of } letters went to the printer.
print-tested = A test page went to the printer.
print-under-way = Printing letter { $done } of { $of }

print-no-system = Printing does not run on this computer, or is not set up. Start it, or save it as PDF and print it elsewhere.
print-no-answer = The print system did not answer. Nothing was printed. Try again in a minute, or save the letter as PDF.
print-gone = The printer { $printer } is not there any more. Nothing was printed. Choose another.
print-stopped = The printer { $printer } is stopped: { $reason }. Nothing was printed. Start it in the system’s settings, or choose another.
print-refused = The printer { $printer } takes no jobs at present: { $reason }. Nothing was printed. Choose another.
print-failed = The print system refused this letter: { $reason }. Nothing was printed.
print-folder = The folder { $path } for printing cannot be used: { $reason }. Nothing was printed.
print-no-reason = it gives no reason
print-kept-final = Letter { $number } is final and kept; print it from Letters when the printer is ready.
print-no-letter = There is no letter { $number }.

letters-print-which = Which
letters-print-all = All
letters-print-day = Of a day
letters-print-group = Of a group
letters-print-which-day = Day
letters-print-which-group = Group
letters-print-these = Print these letters
letters-print-nothing = No letter fits. Choose another day or group.
letters-print-groupless = { $number ->
    [one] Not among these: one letter about no group, or about one that is not known here. Print it from the list.
   *[other] Not among these: { $number } letters about no group, or about one that is not known here. Print them from the list.
}
letters-print-many-title = { $number ->
    [one] Print one letter?
   *[other] Print { $number } letters?
}

test-page-title = Test page
test-page-what = This page shows whether letters from this printer meet the window of your envelopes.
test-page-fold = Fold it as you fold letters, put it into an envelope, and tap the envelope on its lower edge.
test-page-window = The address stands here.
test-page-good = All four lines must be seen, and nothing of the sentence below the box.
test-page-scale = This line is 100 mm long. If it is not, the printer makes pages smaller: turn “fit to page” off.

letterhead-title = Letterhead
letterhead-help = What is the same on all letters. Below is the top of a page as it will look.
letterhead-colour = Colour
letterhead-colour-help = Six figures as in #0b5f5a; empty for the usual green. It must be dark enough to be read on paper.
letterhead-colour-wrong = This is no colour. Write # and six figures, such as #0b5f5a.
letterhead-colour-pale = This colour is too pale to be read on paper. Take { $colour } or a darker one.
letterhead-window = Envelopes
letterhead-window-din = DIN long
letterhead-window-dl = DL
letterhead-window-help = DIN long: window 45 mm high, 15 mm from below. DL: window 35 mm high, 18 mm from below. US Letter is always set for No. 10.
letterhead-lines = Lines under the address
letterhead-footer = Line at the foot
letterhead-logo-remove = Remove the logo
