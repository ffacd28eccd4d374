# Letters of many clients in one day.
many-today = You have printed or saved letters of { $count } clients today. For more, say why once; nothing was written yet.
many-title = Letters of many clients
many-reason = Why today?
many-reason-help = At least 20 characters. The reason is sealed; the activity log has only that one was given.
many-short = Write at least 20 characters.
many-back = Back
many-go = Go on
many-done = Noted. Save the letter again now.
many-flag = Say it with --reason TEXT, at least 20 characters.
