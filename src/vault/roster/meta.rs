//! The facts of the vault that are not records: generations, epochs, MACs, and which header is the true one.

use rusqlite::{Connection, OptionalExtension, params};

use crate::vault::Error;
use crate::vault::keys::Public;

/// The facts of the vault that are not records.
pub(in crate::vault) struct Meta {
    pub(in crate::vault) generation: u64,
    pub(in crate::vault) core_mac: [u8; 32],
    pub(in crate::vault) staff_gen: u64,
    pub(in crate::vault) tx_gen: u64,
    pub(in crate::vault) e_adm: u32,
    pub(in crate::vault) e_tx: u32,
    pub(in crate::vault) p_tx: Public,
    pub(in crate::vault) staff_mac: [u8; 32],
    pub(in crate::vault) tx_mac: [u8; 32],
    pub(in crate::vault) created: String,
}

impl Meta {
    pub(in crate::vault) fn read(db: &Connection) -> Result<Self, Error> {
        Ok(Self {
            generation: u64::from_le_bytes(fact(db, "hdr_generation")?),
            core_mac: fact(db, "hdr_core_mac")?,
            staff_gen: u64::from_le_bytes(fact(db, "staff_gen")?),
            tx_gen: u64::from_le_bytes(fact(db, "tx_gen")?),
            e_adm: u32::from_le_bytes(fact(db, "e_adm")?),
            e_tx: u32::from_le_bytes(fact(db, "e_tx")?),
            p_tx: fact(db, "P_tx")?,
            staff_mac: fact(db, "staff_mac")?,
            tx_mac: fact(db, "tx_mac")?,
            created: String::from_utf8(value(db, "created")?)
                .map_err(|_| Error::Unreadable("fact about the vault"))?,
        })
    }

    pub(in crate::vault) fn write(&self, db: &Connection) -> Result<(), Error> {
        let facts: [(&str, &[u8]); 10] = [
            ("hdr_generation", &self.generation.to_le_bytes()),
            ("hdr_core_mac", &self.core_mac),
            ("staff_gen", &self.staff_gen.to_le_bytes()),
            ("tx_gen", &self.tx_gen.to_le_bytes()),
            ("e_adm", &self.e_adm.to_le_bytes()),
            ("e_tx", &self.e_tx.to_le_bytes()),
            ("P_tx", &self.p_tx),
            ("staff_mac", &self.staff_mac),
            ("tx_mac", &self.tx_mac),
            ("created", self.created.as_bytes()),
        ];
        for (key, value) in facts {
            db.execute(
                "INSERT INTO meta (key, value) VALUES (?1, ?2)",
                params![key, value],
            )
            .map_err(Error::db("write the facts about the vault"))?;
        }
        Ok(())
    }
}

/// Changes one fact.
pub(in crate::vault) fn set_fact(db: &Connection, key: &str, value: &[u8]) -> Result<(), Error> {
    super::write(
        db,
        "UPDATE meta SET value = ?2 WHERE key = ?1",
        params![key, value],
    )
}

/// Which header is the true one.
pub(in crate::vault) fn set_header_facts(
    db: &Connection,
    generation: u64,
    core_mac: &[u8; 32],
) -> Result<(), Error> {
    set_fact(db, "hdr_generation", &generation.to_le_bytes())?;
    set_fact(db, "hdr_core_mac", core_mac)
}

fn fact<const N: usize>(db: &Connection, key: &str) -> Result<[u8; N], Error> {
    value(db, key)?
        .try_into()
        .map_err(|_| Error::Unreadable("fact about the vault"))
}

fn value(db: &Connection, key: &str) -> Result<Vec<u8>, Error> {
    db.query_row(
        "SELECT value FROM meta WHERE key = ?1",
        params![key],
        |row| row.get(0),
    )
    .optional()
    .map_err(Error::db("read the facts about the vault"))?
    .ok_or(Error::Unreadable("fact about the vault"))
}
