//! Damaged files: every flipped bit, every cut and every mixture of old and new is named, or provably changes nothing.

use std::fs;
use std::sync::OnceLock;

use anteroom::domain::client::Client;
use anteroom::vault::{AnchorPlace, Error, Finding, HeaderCopy, Note, Open};

use crate::chance::Chance;
use crate::faults;
use crate::house::{self, House, lock, template};
use crate::operations;
use crate::report::{Came, Report};

const PAGE: usize = 4096;
const DB: &str = "vault.db";
const HEADER: &str = "vault.hdr";
const ATTEMPTS: &str = "attempts.bin";

/// A vault of some hundred pages, as bytes: as it was, and after every client's name was changed.
struct Big {
    header: Vec<u8>,
    old_header: Vec<u8>,
    db: Vec<u8>,
    old_db: Vec<u8>,
    attempts: Vec<u8>,
    /// What a reader sees in the newer one.
    truth: String,
}

const CLIENTS: usize = 245;

fn big() -> &'static Big {
    static BIG: OnceLock<Big> = OnceLock::new();
    BIG.get_or_init(|| {
        let house = House::empty();
        let open = house::create(&house.dir()).unwrap();
        let many: Vec<Client> = (0..CLIENTS)
            .map(|n| Client::named(format!("Person {n:04} {}", "of the clinic ".repeat(40))))
            .collect();
        let ids = open.clients().add_all(&many).unwrap();
        lock(open).unwrap();
        let (old_header, old_db) = (read(&house, HEADER), read(&house, DB));
        let open = house.unlock().unwrap();
        // Fifty changes, so that many pages have an older and a newer form.
        for id in ids.iter().step_by(CLIENTS / 50) {
            let mut stored = open.clients().view(*id).unwrap();
            stored.value.legal_name.insert_str(0, "Newly ");
            open.clients().save(&stored).unwrap();
        }
        let truth = seen(&open);
        lock(open).unwrap();
        let big = Big {
            header: read(&house, HEADER),
            old_header,
            db: read(&house, DB),
            old_db,
            attempts: read(&house, ATTEMPTS),
            truth,
        };
        assert!(big.db.len() >= 500 * PAGE, "{} pages", big.db.len() / PAGE);
        big
    })
}

fn read(house: &House, name: &str) -> Vec<u8> {
    fs::read(house.file(name)).unwrap()
}

/// Everything that lists and cards show.
fn seen(open: &Open) -> String {
    let cards = open.clients().page(0, 5000).unwrap();
    let names: Vec<String> = cards.into_iter().map(|card| card.name).collect();
    names.join("|")
}

/// A house with this header and this database, of the big vault or one that has its ledger of tries elsewhere.
fn house_of(header: &[u8], db: &[u8]) -> House {
    with_attempts(header, db, &big().attempts)
}

fn with_attempts(header: &[u8], db: &[u8], attempts: &[u8]) -> House {
    let house = House::empty();
    fs::create_dir(house.dir()).unwrap();
    fs::write(house.file(ATTEMPTS), attempts).unwrap();
    fs::write(house.file(HEADER), header).unwrap();
    fs::write(house.file(DB), db).unwrap();
    house
}

/// What the program makes of a damaged vault.
enum Verdict {
    Refused(Error),
    Found(Vec<Finding>),
    Clean(Box<Open>),
}

fn judge(house: &House) -> Verdict {
    match house.unlock() {
        Err(error) => Verdict::Refused(error),
        Ok(open) => match open.check() {
            Err(error) => Verdict::Refused(error),
            Ok(report) if report.is_clean() => Verdict::Clean(Box::new(open)),
            Ok(report) => Verdict::Found(report.findings),
        },
    }
}

/// Damage to the database: refused as damage, found by the check, or nothing that a reader could see.
fn database_case(house: &House, fits: impl Fn(&Error) -> bool) -> Result<Came, String> {
    match judge(house) {
        Verdict::Refused(error) if fits(&error) => Ok(Came::Met),
        Verdict::Refused(error) => Err(format!("called: {error}")),
        Verdict::Found(_) => Ok(Came::Met),
        Verdict::Clean(open) if seen(&open) == big().truth => Ok(Came::Harmless),
        Verdict::Clean(_) => Err("clean, and shows something else".to_owned()),
    }
}

fn damaged(error: &Error) -> bool {
    matches!(error, Error::DatabaseDamaged)
}

fn cut(error: &Error) -> bool {
    matches!(error, Error::DatabaseTruncated | Error::DatabaseDamaged)
}

pub(crate) fn run(report: &mut Report) {
    flipped_pages(report);
    flipped_header(report);
    cut_short(report);
    longer(report);
    swapped(report);
    older_pages(report);
    mixtures(report);
    journals(report);
}

fn flipped_pages(report: &mut Report) {
    let pages: Vec<usize> = (0..big().db.len() / PAGE).collect();
    report.row("one bit flipped in each page", pages, |page| {
        let mut chance = Chance::of(u64::try_from(page).unwrap());
        let mut db = big().db.clone();
        let at = page * PAGE + chance.below(PAGE);
        db[at] ^= 1 << chance.below(8);
        let house = house_of(&big().header, &db);
        let salt = at < 16;
        // The first 16 bytes say which header belongs to the file.
        let fits =
            |error: &Error| damaged(error) || (salt && matches!(error, Error::HeaderOfAnotherTime));
        match database_case(&house, fits) {
            Ok(Came::Harmless) => Err(format!("page {page}: not noticed")),
            other => other.map_err(|problem| format!("page {page}: {problem}")),
        }
    });
}

fn flipped_header(report: &mut Report) {
    let whole = read(&template(house::FEW).0, HEADER);
    let db = read(&template(house::FEW).0, DB);
    let attempts = read(&template(house::FEW).0, ATTEMPTS);
    let small = |header: &[u8]| with_attempts(header, &db, &attempts);
    let half = whole.len() / 2;
    let bytes: Vec<usize> = (0..whole.len()).collect();
    report.row("one bit flipped in each byte of the header", bytes, |at| {
        let mut header = whole.clone();
        header[at] ^= 1 << Chance::of(u64::try_from(at).unwrap()).below(8);
        let house = small(&header);
        let open = house
            .unlock()
            .map_err(|error| format!("byte {at}: {error}"))?;
        let copy = if at < half {
            HeaderCopy::A
        } else {
            HeaderCopy::B
        };
        if !open.notes().contains(&Note::HeaderRepaired(copy)) {
            return Err(format!("byte {at}: not noted, {:?}", open.notes()));
        }
        // Written again before anything else happened.
        let healed = read(&house, HEADER);
        if healed != whole && healed[..half] != healed[half..] {
            return Err(format!("byte {at}: not written again"));
        }
        Ok(Came::Met)
    });
    let bytes: Vec<usize> = (0..half).collect();
    report.row("the same bit flipped in both copies", bytes, |at| {
        let mut header = whole.clone();
        let bit = 1 << Chance::of(u64::try_from(at).unwrap()).below(8);
        header[at] ^= bit;
        header[half + at] ^= bit;
        match small(&header).unlock() {
            Err(Error::HeaderDamaged | Error::Newer { .. }) => Ok(Came::Met),
            Err(error) => Err(format!("byte {at}: {error}")),
            Ok(_) => Err(format!("byte {at}: not noticed")),
        }
    });
    let lengths: Vec<usize> = (0..whole.len())
        .step_by(7)
        .chain([whole.len() - 1])
        .collect();
    report.row("a header cut short", lengths, |len| {
        match small(&whole[..len]).unlock() {
            Err(Error::HeaderDamaged) if len <= half => Ok(Came::Met),
            Ok(open)
                if len >= half && open.notes().contains(&Note::HeaderRepaired(HeaderCopy::B)) =>
            {
                Ok(Came::Harmless)
            }
            Err(error) => Err(format!("{len} bytes: {error}")),
            Ok(_) => Err(format!("{len} bytes: not noticed")),
        }
    });
}

fn cut_short(report: &mut Report) {
    let whole = &big().db;
    let mut lengths = vec![0, 1, 15, 16, 100, 512];
    for page in 1..whole.len() / PAGE {
        lengths.extend([page * PAGE - 1, page * PAGE, page * PAGE + 1]);
    }
    lengths.push(whole.len() - 1);
    report.row("cut at, before and after each page", lengths, |len| {
        let house = house_of(&big().header, &whole[..len]);
        match house.unlock() {
            Err(error) if cut(&error) => {}
            Err(error) => return Err(format!("{len} bytes: {error}")),
            Ok(_) => return Err(format!("{len} bytes: opened")),
        }
        // Looking at it changed nothing.
        if fs::read(house.file(DB)).unwrap() == whole[..len] {
            Ok(Came::Met)
        } else {
            Err(format!("{len} bytes: the file was written to"))
        }
    });
}

fn longer(report: &mut Report) {
    let lengths = vec![1, 15, 511, 512, 4095, 4096, 4097, 8192, 40_960, 1 << 20];
    report.row("something appended", lengths, |more| {
        let mut db = big().db.clone();
        let mut chance = Chance::of(more);
        db.extend((0..more).map(|_| u8::try_from(chance.below(256)).unwrap()));
        database_case(&house_of(&big().header, &db), cut)
            .map_err(|problem| format!("{more} bytes: {problem}"))
    });
}

fn swapped(report: &mut Report) {
    let pages = big().db.len() / PAGE;
    let pairs: Vec<(usize, usize)> = (0..60)
        .map(|case| {
            let mut chance = Chance::of(500_000 + case);
            let one = chance.below(pages);
            (one, (one + 1 + chance.below(pages - 1)) % pages)
        })
        .collect();
    report.row("two pages swapped", pairs, |(one, two)| {
        let mut db = big().db.clone();
        let (first, second) = (
            db[one * PAGE..][..PAGE].to_vec(),
            db[two * PAGE..][..PAGE].to_vec(),
        );
        db[one * PAGE..][..PAGE].copy_from_slice(&second);
        db[two * PAGE..][..PAGE].copy_from_slice(&first);
        let fits = |error: &Error| damaged(error) || matches!(error, Error::HeaderOfAnotherTime);
        match database_case(&house_of(&big().header, &db), fits) {
            Ok(Came::Harmless) => Err(format!("pages {one} and {two}: not noticed")),
            other => other.map_err(|problem| format!("pages {one} and {two}: {problem}")),
        }
    });
}

/// Pages are encrypted anew at each writing, also those that still say the same: not every one matters.
fn older_pages(report: &mut Report) {
    let (old, new) = (&big().old_db, &big().db);
    let changed: Vec<usize> = (0..old.len() / PAGE)
        .filter(|page| old[page * PAGE..][..PAGE] != new[page * PAGE..][..PAGE])
        .collect();
    assert!(changed.len() > 40, "only {} pages differ", changed.len());
    let some = changed.into_iter().step_by(3).collect();
    report.row("an older page put back", some, |page| {
        let mut db = new.clone();
        db[page * PAGE..][..PAGE].copy_from_slice(&old[page * PAGE..][..PAGE]);
        database_case(&house_of(&big().header, &db), cut)
            .map_err(|problem| format!("page {page}: {problem}"))
    });
}

fn mixtures(report: &mut Report) {
    let big = big();
    let mixed = vec![
        ("old database, new header", &big.header, &big.old_db),
        ("new database, old header", &big.old_header, &big.db),
        ("old database, old header", &big.old_header, &big.old_db),
    ];
    report.row("old and new mixed", mixed, |(which, header, db)| {
        let verdict = judge(&house_of(header, db));
        match (which, verdict) {
            ("old database, new header", Verdict::Found(found))
                if found.contains(&Finding::Anchor) =>
            {
                Ok(Came::Met)
            }
            // As after a crash: the log goes on where the header's anchor ends.
            ("new database, old header", Verdict::Clean(open)) if seen(&open) == big.truth => {
                Ok(Came::Harmless)
            }
            // All that stands in the folder is of one time; only an anchor elsewhere can tell.
            ("old database, old header", Verdict::Clean(open)) if seen(&open) != big.truth => {
                Ok(Came::Harmless)
            }
            (which, Verdict::Refused(error)) => Err(format!("{which}: {error}")),
            (which, Verdict::Found(found)) => Err(format!("{which}: {found:?}")),
            (which, Verdict::Clean(_)) => Err(format!("{which}: not noticed")),
        }
    });
    report.row("both old, on a computer that remembers", vec![()], |()| {
        let house = house_of(&big.header, &big.db);
        let state = house.beside("state");
        let words = |error: Error| error.to_string();
        lock(house::unlock_remembering(&house.dir(), &state).map_err(words)?).map_err(words)?;
        fs::write(house.file(HEADER), &big.old_header).unwrap();
        fs::write(house.file(DB), &big.old_db).unwrap();
        let open = house::unlock_remembering(&house.dir(), &state).map_err(words)?;
        let doubt = open.doubt().ok_or("not noticed")?;
        match open.clients().add(&Client::named("Quentin Late")) {
            Err(Error::InDoubt) if doubt.place == AnchorPlace::Computer => Ok(Came::Met),
            Err(error) => Err(error.to_string()),
            Ok(_) => Err("changed while in doubt".to_owned()),
        }
    });
    let other = House::empty();
    lock(house::create(&other.dir()).unwrap()).unwrap();
    let foreign = vec![
        (read(&other, HEADER), big.db.clone()),
        (big.header.clone(), read(&other, DB)),
    ];
    report.row(
        "header or database of another vault",
        foreign,
        |(header, db)| match house_of(&header, &db).unlock() {
            Err(Error::HeaderOfAnotherTime) => Ok(Came::Met),
            Err(error) => Err(error.to_string()),
            Ok(_) => Err("not noticed".to_owned()),
        },
    );
}

/// A journal beside the database: the true one is used, anything else changes nothing or is found.
fn journals(report: &mut Report) {
    let journal = format!("{DB}-journal");
    let garbage: Vec<Vec<u8>> = [1, 28, 512, 5000, 20_000]
        .into_iter()
        .map(|len| {
            let mut chance = Chance::of(len);
            (0..len)
                .map(|_| u8::try_from(chance.below(256)).unwrap())
                .collect()
        })
        .collect();
    report.row(
        "a journal of garbage beside the database",
        garbage,
        |bytes| {
            let house = house_of(&big().header, &big().db);
            fs::write(house.file(&journal), bytes).unwrap();
            database_case(&house, cut)
        },
    );
    if let Err(why) = faults::shim() {
        report.skip("an older journal put back", why);
        return;
    }
    // A true journal, left by a power cut in the middle of saving; then the work went on for a while.
    let steps: Vec<usize> = (1..60).collect();
    report.row("an older journal put back", steps, |step| {
        let house = House::copy(house::FEW);
        let operation = operations::named("save a draft");
        let out = faults::shimmed(&house, operation, "cut", step)
            .output()
            .unwrap();
        let left = fs::read(house.file(&journal)).unwrap_or_default();
        if out.status.code() != Some(86) || left.is_empty() {
            return Ok(Came::Nothing);
        }
        let open = house.unlock().map_err(|error| error.to_string())?;
        let said = house::content("after the power cut");
        let draft = template(house::FEW).1.draft;
        open.screenings()
            .save_draft(draft, &said, &house::index())
            .map_err(|error| error.to_string())?;
        lock(open).map_err(|error| error.to_string())?;
        fs::write(house.file(&journal), left).unwrap();
        after_old_journal(&house)
    });
}

fn after_old_journal(house: &House) -> Result<Came, String> {
    match judge(house) {
        Verdict::Refused(error) if cut(&error) => Ok(Came::Met),
        Verdict::Refused(error) => Err(error.to_string()),
        Verdict::Found(_) => Ok(Came::Met),
        Verdict::Clean(open) => {
            let viewed = open
                .screenings()
                .view(template(house::FEW).1.draft)
                .map_err(|error| error.to_string())?;
            let content = viewed
                .content
                .ok_or("the draft is gone, and nothing was found")?;
            if house::said(&content) == "after the power cut" {
                Ok(Came::Harmless)
            } else {
                Err("the draft is older, and nothing was found".to_owned())
            }
        }
    }
}
