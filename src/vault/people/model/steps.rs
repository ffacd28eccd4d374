//! What happens to people and keys, one step at a time.

use std::sync::Arc;

use crate::domain::staff::{Profile, Role};
use crate::vault::people::{ClinicalAccess, NewPerson, Present, Successor};
use crate::vault::{Cost, Error, LockReason, Locked, Sheet, Watch};

use super::knowledge::Actor;
use super::{World, secret};

impl World {
    pub(super) fn add(&mut self) -> &'static str {
        if self.actors.iter().filter(|actor| actor.present).count() > 6 {
            return "add: enough";
        }
        let by = self.administrator();
        let roles = self.dice.roles();
        let (own, login) = (self.fresh(), format!("p{}", self.actors.len()));
        let new = NewPerson {
            login: login.clone(),
            name: "Person".to_owned(),
            roles,
            profile: Profile::default(),
            passphrase: secret(&own),
            cost: Cost::Least,
        };
        let second = self.second();
        let second = second
            .as_ref()
            .map(|(login, passphrase)| Present { login, passphrase });
        let mut people = self.open.as_mut().unwrap().people();
        if let Some(second) = second {
            people = people.beside(second);
        }
        let staff = people.add(&new, &by).unwrap();
        self.actors
            .push(Actor::new(staff.id, login, own.clone(), roles));
        let at = self.actors.len() - 1;
        if self.access(at) == ClinicalAccess::Granted {
            // A clinician who gets the key at once types for themselves: that is the rule at the desk.
            self.actors[at].ever_clinical = true;
        } else if self.chance(3) {
            self.typed_for(at, own);
        }
        "add"
    }

    /// Who is signed in typed somebody's passphrase in their place, and goes on knowing what that opens.
    fn typed_for(&mut self, who: usize, typed: String) {
        let me = self.me;
        self.actors[who].typed_by_another = true;
        self.actors[who].slot_known_to.push(me);
        self.actors[me].knows.push(typed);
    }

    /// The stated limit: whoever typed for others knows their slots until those are made again. The program lists
    /// them when an administrator goes; here such a person just stays.
    fn knows_slots(&self, who: usize) -> bool {
        self.actors
            .iter()
            .any(|actor| actor.present && actor.slot_known_to.contains(&who))
    }

    pub(super) fn grant(&mut self) -> &'static str {
        let waiting: Vec<usize> = (0..self.actors.len())
            .filter(|at| self.actors[*at].present && !self.actors[*at].typed_by_another)
            .collect::<Vec<_>>()
            .into_iter()
            .filter(|at| {
                matches!(
                    self.access(*at),
                    ClinicalAccess::Waiting | ClinicalAccess::Parked
                )
            })
            .collect();
        let (Some(who), granted) = (waiting.first().copied(), self.granted()) else {
            return "grant: nobody waits";
        };
        let Some(by) = granted.first().copied() else {
            return "grant: nobody has it";
        };
        let (login, by, their) = (
            self.actors[by].login.clone(),
            secret(&self.actors[by].own),
            secret(&self.actors[who].own),
        );
        let id = self.actors[who].id;
        let present = Present {
            login: &login,
            passphrase: &by,
        };
        self.open().people().grant(id, &their, &present).unwrap();
        self.actors[who].ever_clinical = true;
        self.actors[who].limit[2] = u32::MAX;
        "grant"
    }

    pub(super) fn reset(&mut self) -> &'static str {
        let by = self.administrator();
        let me = self.me;
        let Some(who) = self.pick(|_| true).filter(|who| *who != me) else {
            return "reset: nobody";
        };
        let (compromised, own, typed) = (self.chance(3), self.fresh(), self.chance(2));
        let (id, before) = (self.actors[who].id, self.access(who));
        let result = self
            .open()
            .people()
            .reset(id, &secret(&own), compromised, &by);
        match result {
            Ok(()) => {}
            Err(Error::LastHolder(_)) => return "reset: the last",
            Err(error) => panic!("{error}: {:?}", self.done),
        }
        self.renewed(who, own.clone(), before);
        if compromised {
            self.actors[who].parked = None;
        }
        if typed {
            self.typed_for(who, own);
        }
        "reset"
    }

    /// A person has a fresh slot under a passphrase of their own.
    fn renewed(&mut self, who: usize, own: String, before: ClinicalAccess) {
        let actor = &mut self.actors[who];
        if before == ClinicalAccess::Granted {
            actor.parked = Some(actor.own.clone());
        }
        actor.knows.push(own.clone());
        actor.own = own;
        actor.typed_by_another = false;
        actor.slot_known_to.clear();
    }

    pub(super) fn take_back(&mut self) -> &'static str {
        let Some(who) = self.pick(|actor| {
            actor.parked.is_some() && !actor.typed_by_another && actor.roles.has(Role::Clinician)
        }) else {
            return "take back: nobody";
        };
        self.sign_in(who);
        let (former, own) = (
            secret(self.actors[who].parked.as_ref().unwrap()),
            secret(&self.actors[who].own),
        );
        match self.open().people().take_back(&former, &own) {
            Ok(()) => {
                self.actors[who].parked = None;
                "take back"
            }
            // A colleague gave it back meanwhile, or the role was taken and given again.
            Err(Error::NotFound(_) | Error::RoleNeeded(_) | Error::NotAccepted) => {
                "take back: gone"
            }
            Err(error) => panic!("{error}: {:?}", self.done),
        }
    }

    /// The clinical sheet gives the key to somebody with the role.
    pub(super) fn recover_clinical(&mut self) -> &'static str {
        let waiting = |access| matches!(access, ClinicalAccess::Waiting | ClinicalAccess::Parked);
        let found = (0..self.actors.len())
            .filter(|at| self.actors[*at].present && !self.actors[*at].typed_by_another)
            .collect::<Vec<_>>()
            .into_iter()
            .find(|at| waiting(self.access(*at)));
        let Some(who) = found else {
            return "recover clinical: nobody";
        };
        if let Some(open) = self.open.take() {
            assert!(open.lock(LockReason::Asked).problem.is_none());
        }
        let successor = Successor::Present {
            login: self.actors[who].login.clone(),
            passphrase: secret(&self.actors[who].own),
        };
        let locked = Locked::at(&self.dir, Arc::clone(&self.clock) as _).unwrap();
        let open = locked.recover(&self.sheets[1], &successor);
        self.open = Some(open.unwrap_or_else(|error| panic!("{error}: {:?}", self.done)));
        self.me = who;
        self.actors[who].ever_clinical = true;
        self.actors[who].limit[2] = u32::MAX;
        "recover clinical"
    }

    pub(super) fn change_passphrase(&mut self) -> &'static str {
        let Some(who) = self.pick(|_| true) else {
            return "change: nobody";
        };
        self.sign_in(who);
        let (old, new) = (secret(&self.actors[who].own), self.fresh());
        self.open()
            .people()
            .change_passphrase(&old, &secret(&new))
            .unwrap();
        self.actors[who].knows.push(new.clone());
        self.actors[who].own = new;
        self.actors[who].typed_by_another = false;
        "change passphrase"
    }

    pub(super) fn set_roles(&mut self) -> &'static str {
        let by = self.administrator();
        let Some(who) = self.pick(|_| true) else {
            return "roles: nobody";
        };
        let roles = self.dice.roles();
        let (before, epochs) = (self.actors[who].roles, self.epochs());
        if before.has(Role::Administrator) && self.knows_slots(who) {
            return "roles: typed for others";
        }
        let id = self.actors[who].id;
        let second = self.second();
        let second = second
            .as_ref()
            .map(|(login, passphrase)| Present { login, passphrase });
        let mut people = self.open.as_mut().unwrap().people();
        if let Some(second) = second {
            people = people.beside(second);
        }
        match people.set_roles(id, roles, &by) {
            Ok(()) => {}
            Err(Error::LastHolder(_)) => return "roles: the last",
            Err(error) => panic!("{error}: {:?}", self.done),
        }
        let actor = &mut self.actors[who];
        actor.roles = roles;
        if roles.has(Role::Administrator) {
            actor.ever_administrator = true;
            actor.limit[1] = u32::MAX;
        } else if before.has(Role::Administrator) {
            actor.limit[1] = epochs[1];
        }
        if before.has(Role::Clinician) && !roles.has(Role::Clinician) {
            // Until the rotation, which waits for a clinician, the present key is still theirs.
            actor.limit[2] = epochs[2];
        }
        "set roles"
    }

    pub(super) fn remove(&mut self) -> &'static str {
        let by = self.administrator();
        let me = self.me;
        let Some(who) = self.pick(|_| true).filter(|who| *who != me) else {
            return "remove: nobody";
        };
        if self.knows_slots(who) {
            return "remove: typed for others";
        }
        let (id, epochs) = (self.actors[who].id, self.epochs());
        match self.open().people().remove(id, &by) {
            Ok(_) => {
                self.actors[who].present = false;
                for (limit, epoch) in self.actors[who].limit.iter_mut().zip(epochs) {
                    *limit = epoch.min(*limit);
                }
                "remove"
            }
            Err(Error::LastHolder(_)) => "remove: the last",
            Err(error) => panic!("{error}: {:?}", self.done),
        }
    }

    pub(super) fn rotate(&mut self) -> &'static str {
        let by = self.administrator();
        self.open()
            .people()
            .rotate(&[], &by, &Watch::silent())
            .unwrap();
        "rotate"
    }

    pub(super) fn finish_rotation(&mut self) -> &'static str {
        let granted = self.granted();
        let Some(who) = granted.first().copied() else {
            return "finish: nobody";
        };
        self.sign_in(who);
        let by = secret(&self.actors[who].own);
        self.open().people().finish_clinical_rotation(&by).unwrap();
        "finish clinical rotation"
    }

    pub(super) fn renew_sheet(&mut self) -> &'static str {
        let by = self.administrator();
        let sheet = if self.chance(2) {
            Sheet::Office
        } else {
            Sheet::Clinical
        };
        let granted = self.granted();
        let Some(clinician) = granted.first().copied() else {
            return "sheet: nobody";
        };
        let (login, their) = (
            self.actors[clinician].login.clone(),
            secret(&self.actors[clinician].own),
        );
        let present = Present {
            login: &login,
            passphrase: &their,
        };
        let mut people = self.open.as_mut().unwrap().people();
        let mut new = people.begin_sheet(sheet).unwrap();
        new.waive();
        people.renew_sheet(&new, &by, Some(&present)).unwrap();
        self.sheets[usize::from(sheet == Sheet::Clinical)] = new.code().printed().to_string();
        "renew sheet"
    }

    /// The office sheet lets somebody in again; who used it does not keep it.
    pub(super) fn recover(&mut self) -> &'static str {
        let Some(who) = self.pick(|_| true) else {
            return "recover: nobody";
        };
        let before = self.access(who);
        if let Some(open) = self.open.take() {
            assert!(open.lock(LockReason::Asked).problem.is_none());
        }
        let own = self.fresh();
        let successor = Successor::Present {
            login: self.actors[who].login.clone(),
            passphrase: secret(&own),
        };
        let locked = Locked::at(&self.dir, Arc::clone(&self.clock) as _).unwrap();
        let open = locked.recover(&self.sheets[0], &successor);
        self.open = Some(open.unwrap_or_else(|error| panic!("{error}: {:?}", self.done)));
        self.me = who;
        self.renewed(who, own, before);
        let actor = &mut self.actors[who];
        actor.roles = actor.roles.iter().chain([Role::Administrator]).collect();
        actor.ever_administrator = true;
        actor.limit[1] = u32::MAX;
        "recover"
    }
}
