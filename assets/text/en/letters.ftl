### What is wrong with a letter, as the program tells staff.

letter-problem-missing-receiver = The letter does not say whom it is for. Type a name or choose an entry of the address book.
letter-problem-missing = The letter has no text for: { $part }.
letter-problem-missing-consent = The person’s consent is missing. Choose one on record, or enter the day on which the person agreed.
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
letter-problem-model = The word “{ $word }” ({ $part }) does not belong in a letter to the person. Say kindly what was heard and what is suggested.
letter-problem-consent = The consent does not name this receiver, or does not hold on the day of this letter.

letter-held-never = This kind of letter never carries it.
letter-held-no-consent = Nobody agreed to it: record the consent first.
letter-held-other-receiver = The consent names another receiver.
letter-held-not-in-force = The consent has ended, or begins later.
letter-held-not-named = The consent does not name this content.
letter-held-not-in-writing = A spoken consent is not enough for it: it needs a signature.
letter-held-incomplete = The consent lacks its purpose or its end.
letter-held-not-safe = First ask: is writing this down safe?
letter-held-not-medical = In an emergency only medical personnel may learn of it.

texts-refused-unknown = There is no text of this name.
texts-refused-empty = The text is empty. Reset it to the shipped wording instead.
texts-refused-long = The text is too long for a letter.
texts-refused-braces = Braces may hold only the places that the shipped text has, and no line may begin with a special sign.
texts-refused-lost = The place { $place } is missing.
texts-refused-extra = Nothing fills the place { $place }.
texts-refused-shape = The table needs a heading for each column, and three parts with two bars in each row.
