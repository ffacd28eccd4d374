//! Whether a folder lies on a drive of another computer, by what the system says of its file system.

use std::ffi::OsStr;
use std::path::Path;

use super::{CLOUD, NETWORK, SHARED, Synced};

#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn by_file_system(dir: &Path) -> Option<Synced> {
    let there = dir.ancestors().find(|above| above.is_dir())?;
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    let magic = rustix::fs::statfs(there).map_or(0, |found| found.f_type as u64 & 0xFFFF_FFFF);
    by_magic(magic).or_else(|| by_mount(&mounts, there))
}

#[cfg(target_vendor = "apple")]
pub(super) fn by_file_system(dir: &Path) -> Option<Synced> {
    const LOCAL: u32 = 0x1000;
    let there = dir.ancestors().find(|above| above.is_dir())?;
    let found = rustix::fs::statfs(there).ok()?;
    (found.f_flags & LOCAL == 0).then_some(NETWORK)
}

#[cfg(windows)]
pub(super) fn by_file_system(dir: &Path) -> Option<Synced> {
    use std::path::Prefix;
    let Some(std::path::Component::Prefix(prefix)) = dir.components().next() else {
        return None;
    };
    matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)).then_some(NETWORK)
}

#[cfg(not(any(
    target_os = "linux",
    target_os = "android",
    target_vendor = "apple",
    windows
)))]
pub(super) fn by_file_system(_: &Path) -> Option<Synced> {
    None
}

/// The numbers by which Linux tells file systems (`linux/magic.h`, and those of drivers outside it).
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "Linux has them"))]
pub(super) fn by_magic(magic: u64) -> Option<Synced> {
    match magic {
        // NFS, SMB in three generations, AFS twice, Coda, NCP, Ceph, OCFS2, GFS2, Lustre.
        0x6969 | 0x517B | 0xFF53_4D42 | 0xFE53_4D42 | 0x5346_414F | 0x6B41_4653 | 0x7375_7245
        | 0x564C | 0x00C3_6400 | 0x7461_636F | 0x0116_1970 | 0x0BD0_0BD0 => Some(NETWORK),
        // 9P, VirtualBox, VMware, Parallels: the disk of the computer around this one.
        0x0102_1997 | 0x786F_4256 | 0xBACB_ACBC | 0x7C7C_6673 => Some(SHARED),
        _ => None,
    }
}

/// User-space file systems share one number; the table of mounts tells them apart.
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "Linux has one"))]
pub(super) fn by_mount(mounts: &str, dir: &Path) -> Option<Synced> {
    let mut best: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let Some((place, rest)) = line.split_once(" - ") else {
            continue;
        };
        let Some(point) = place.split(' ').nth(4) else {
            continue;
        };
        let point = unescape(point);
        let kind = rest.split(' ').next().unwrap_or_default();
        let longer = best.is_none_or(|(len, _)| point.len() >= len);
        if dir.starts_with(OsStr::new(&point)) && longer {
            best = Some((point.len(), kind));
        }
    }
    let kind = best?.1.to_lowercase();
    let clouds = [
        "rclone",
        "google-drive",
        "onedrive",
        "dropbox",
        "s3fs",
        "gcsfuse",
        "goofys",
    ];
    let networks = [
        "nfs",
        "cifs",
        "smb",
        "sshfs",
        "davfs",
        "curlftpfs",
        "gvfs",
        "glusterfs",
        "ceph",
        "afs",
        "ncpfs",
        "lustre",
        "beegfs",
        "moosefs",
        "httpfs",
    ];
    let shares = ["9p", "vboxsf", "vmhgfs", "prl_fs", "drvfs"];
    let has = |names: &[&str]| names.iter().any(|name| kind.contains(name));
    if has(&clouds) {
        Some(CLOUD)
    } else if has(&networks) {
        Some(NETWORK)
    } else if has(&shares) {
        Some(SHARED)
    } else {
        None
    }
}

/// Blanks and such stand as octal numbers in the table.
fn unescape(point: &str) -> String {
    let escapes = [
        ("\\040", " "),
        ("\\011", "\t"),
        ("\\012", "\n"),
        ("\\134", "\\"),
    ];
    escapes
        .iter()
        .fold(point.to_owned(), |text, (from, to)| text.replace(from, to))
}
