//! A purpose: one row of the record, one block of the policy. And services, which are told of in short.

use indexmap::IndexSet;

use crate::{
    register::{
        answers::Cell,
        entry::Entry,
        purposes::{self, ControllerList, DirectMarketing, RiskCriterion, Status},
        shape::Several,
        uses::{Kind, Relation, Use},
        value::Field,
    },
    view::{
        Controller, Decision, Exemption, FurtherProcessing, Limit, Marketing, Purpose, Said,
        Screened, Service,
        build::{
            Builder,
            wording::{Gap, one_line},
        },
    },
};

impl<'r> Builder<'r> {
    pub(super) fn purpose(&self, entry: &'r Entry<purposes::Purpose>) -> Purpose {
        let of: &'r purposes::Purpose = entry;
        let cells = self.cells(of);
        let (data_subjects, data_by_subject) = self.subjects(&of.data_subjects, &cells);
        let controller = of.controller.get().and_then(|members| members.entries().next());
        let mut purpose = Purpose {
            entry: format!("purpose.{}", entry.id),
            dpv: self.known.dpv(&format!("purpose.{}", entry.id)),
            name: self.purpose_name(entry),
            description: self.sentence(&of.shared.description),
            draft: of.status.get() == Some(&Status::Draft),
            controller: controller.and_then(|one| self.controller(one.id())),
            data_subjects,
            personal_data: self.data(&of.personal_data, &cells),
            data_by_subject,
            legal_bases: self.bases(of, &cells),
            conditions: self.conditions(of, &cells),
            sources: self.sources(of, &cells),
            provisions: self.provisions(of, &cells),
            recipients: self.recipient_uses(&of.recipients, &cells),
            transfers: self.transfers_of(self.who_gets(&of.recipients, &cells)),
            retention: self.retentions(of, &of.retention, &cells),
            decisions: self.decisions(entry),
            profiling: self.said_text("profiling", &of.profiling),
            ai_use: self.said_text("ai", &of.ai_use),
            marketing: self.marketing(&of.direct_marketing),
            further_processing_of: self.further(of),
            unidentified: of.identification.get() == Some(&false),
            rights_limits: self.limits_of_rights(entry),
            ..Purpose::default()
        };
        if self.internal {
            self.add_internal(&mut purpose, of);
            if self.screening {
                purpose.screening = self.screened(of, &cells);
            }
        }
        purpose
    }

    /// What insiders are told besides.
    fn add_internal(&self, purpose: &mut Purpose, of: &'r purposes::Purpose) {
        if purpose.transfers.is_silent() && self.places_are_known(of) {
            // Of a record it must be plain that there are none.
            purpose.transfers.words = Some(self.say("open.none", &[]));
            purpose.transfers.none = true;
        }
        purpose.measures = self.measures(&of.measures, &of.systems);
        purpose.systems = self.systems(&of.systems);
        purpose.owner = self.inside_name(&of.owner);
        purpose.starts = self.inside_day(&of.starts);
        purpose.ends = self.inside_day(&of.ends);
        purpose.not_public = self.inside(&of.not_public);
        let assessments = self.assessment(&of.impact_assessment);
        let gap = Gap::of_relation(&of.impact_assessment);
        purpose.impact_assessment =
            self.said("assessment", &gap, assessments.into_iter().collect(), |words: &String| {
                words
            });
        let assessments = of.impact_assessment.get().into_iter().flat_map(Relation::entries);
        let documents = assessments.filter_map(|member| {
            let used = self.register.assessments.used(member);
            used.document.get().map(|document| one_line(document))
        });
        purpose.impact_assessment_documents = documents.collect();
        purpose.risk = of.risk.get().map(|risk| self.own_name("level", risk.word()));
        let criteria = of.risk_criteria.get().into_iter().flat_map(Several::iter);
        purpose.risk_criteria =
            criteria.map(|one| self.own_name("risk-criterion", one.word())).collect();
        purpose.people = of.people.get().and_then(|people| u64::try_from(*people).ok());
        purpose.notice_exemption =
            of.notice_exemption.get().map(|exemption| self.exemption(exemption));
        let vocabulary = of.shared.vocabulary.get();
        purpose.reference = vocabulary.and_then(|one| self.inside_string(&one.reference));
        purpose.reviewed_on = self.inside_day(&of.shared.reviewed_on);
        purpose.next_review = self.inside_day(&of.shared.next_review);
        purpose.internal = self.inside(&of.shared.internal);
    }

    /// Each criterion of high risk, in the order of WP248.
    fn screened(&self, of: &'r purposes::Purpose, cells: &[Cell<'r>]) -> Vec<Screened> {
        let met = self.answers.screening(of, cells);
        let screened = RiskCriterion::WORDS.iter().filter_map(|word| {
            let criterion = RiskCriterion::from_word(word)?;
            let by = met.get(&criterion).copied().flatten();
            let by = by.map(|by| match criterion {
                RiskCriterion::VulnerablePeople => self.subject_name(by),
                RiskCriterion::AutomatedDecision => self.say("policy.purpose.decisions", &[]),
                RiskCriterion::InnovativeUse if by == "ai-use" => {
                    self.say("policy.purpose.ai-use", &[])
                }
                RiskCriterion::Evaluation if by == "profiling" => {
                    self.say("policy.purpose.profiling", &[])
                }
                _ => self.datum_name(by),
            });
            let is_met = met.contains_key(&criterion);
            let only_declared = matches!(
                criterion,
                RiskCriterion::SystematicMonitoring
                    | RiskCriterion::LargeScale
                    | RiskCriterion::Matching
                    | RiskCriterion::BlocksARightOrService
            );
            Some(Screened {
                name: self.own_name("risk-criterion", word),
                met: is_met,
                by: by.map(|by| by.trim_end_matches(':').to_owned()),
                unseen: only_declared && !is_met,
            })
        });
        screened.collect()
    }

    fn exemption(&self, exemption: &purposes::Exemption) -> Exemption {
        let ground = exemption.ground.get().map(|ground| self.own_name("exemption", ground.word()));
        let reason = self.phrase(&exemption.reason);
        let laws = self.laws(&exemption.laws);
        let named = laws.iter().map(|law| law.words.clone());
        let parts: Vec<_> = ground.clone().into_iter().chain(reason.clone()).chain(named).collect();
        Exemption { ground, reason, laws, words: parts.join("; ") }
    }

    fn decisions(&self, entry: &'r Entry<purposes::Purpose>) -> Said<Decision> {
        let field = &entry.automated_decisions;
        let members = field.get().into_iter().flat_map(|table| &table.0);
        let items = members.filter_map(|(id, value)| {
            let decision = value.get()?;
            let name = self.name("decision", id.as_str(), &decision.name);
            let ground = decision.ground.get();
            let ground = ground.map(|ground| self.own_name("decision-ground", ground.word()));
            let mut told = Decision {
                entry: format!("purpose.{}.automated-decisions.{id}", entry.id),
                purpose: self.purpose_name(entry),
                name,
                words: String::new(),
                logic: self.phrase(&decision.logic),
                significance: self.phrase(&decision.significance),
                consequences: self.phrase(&decision.consequences),
                human_review: self.phrase(&decision.human_review),
                ground,
            };
            let mut parts = Vec::new();
            for (key, part) in [
                ("logic", &told.logic),
                ("significance", &told.significance),
                ("consequences", &told.consequences),
                ("ground", &told.ground),
                ("human-review", &told.human_review),
            ] {
                let key = format!("decision-words.{key}");
                parts.extend(part.as_ref().map(|part| self.say(&key, &[("words", part)])));
            }
            let mut parts = parts.into_iter();
            let first = parts.next();
            let about = first
                .map(|first| parts.fold(first, |words, part| self.and_also(words, Some(&part))));
            let words =
                self.with("join.after-colon", told.name.clone(), "detail", about.as_deref());
            told.words = self.detailed(words, self.phrase(&decision.shared.description).as_deref());
            Some(told)
        });
        let items = items.collect();
        self.said("decisions", &Gap::of(field), items, |decision: &Decision| &decision.words)
    }

    /// All decisions; none only if every purpose says so, unknown if one does.
    pub(super) fn all_decisions(&self, purposes: &[Purpose]) -> Said<Decision> {
        let answers = || purposes.iter().map(|purpose| &purpose.decisions);
        let items: Vec<_> = answers().flat_map(|said| said.items.iter().cloned()).collect();
        if items.is_empty() {
            // What all say is what is said; silence of one is silence.
            let first = purposes.first().map(|purpose| &purpose.decisions);
            let agree = |first: &&Said<Decision>| {
                answers().all(|said| said.none == first.none && said.unknown == first.unknown)
            };
            return first.filter(agree).cloned().unwrap_or_default();
        }
        let words: Vec<_> = items.iter().map(|decision| &*decision.words).collect();
        let words = self.language.list(&words);
        Said::stated(items, words)
    }

    fn marketing(&self, field: &'r Field<DirectMarketing>) -> Option<Marketing> {
        let marketing = match field.get()? {
            DirectMarketing::Is(false) => return None,
            DirectMarketing::Is(true) => None,
            DirectMarketing::So(marketing) => Some(marketing),
        };
        let channels = match marketing {
            Some(marketing) => {
                let channels = marketing.channels.get().into_iter().flat_map(Several::iter);
                let channels = channels.map(|channel| self.own_name("channel", channel.word()));
                let gap = Gap::of_list(&marketing.channels);
                self.said("channels", &gap, channels.collect(), |channel: &String| channel)
            }
            None => Said::default(),
        };
        let permission = marketing.and_then(|marketing| marketing.permission.get());
        let permission = permission.map(|one| self.own_name("permission", one.word()));
        let by = (!channels.items.is_empty()).then(|| self.language.list(&channels.items));
        let words = match by {
            Some(by) => self.say("marketing-words.channels", &[("channels", &by)]),
            None => self.say("marketing-words.plain", &[]),
        };
        let words =
            self.with("marketing-words.permission", words, "permission", permission.as_deref());
        Some(Marketing { channels, permission, words })
    }

    fn further(&self, of: &purposes::Purpose) -> Vec<FurtherProcessing> {
        let members = of.further_processing_of.get().into_iter().flat_map(Relation::entries);
        let origins = members.filter_map(|member| {
            let origin = self.register.purposes.get(member.id())?;
            if !self.may_tell(origin) {
                return None;
            }
            let assessment = self.assessment(&member.own.assessment);
            Some(FurtherProcessing {
                entry: format!("purpose.{}", origin.id),
                name: self.purpose_name(origin),
                assessment: assessment.filter(|_| self.internal),
                told_on: self.inside_day(&member.own.told_on),
            })
        });
        origins.collect()
    }

    pub(super) fn limits_of_rights(&self, entry: &Entry<purposes::Purpose>) -> Vec<Limit> {
        let members = entry.rights_limits.get().into_iter().flat_map(Relation::entries);
        let limits = members.map(|member| {
            let id = member.id();
            let used = self.register.rights.used(member);
            let right = self.name("right", id, &used.name);
            let laws = self.laws(&member.own.laws);
            let named: Vec<_> = laws.iter().map(|law| &*law.words).collect();
            let named = (!named.is_empty()).then(|| self.language.list(&named));
            let words = self.with("join.with", right.clone(), "more", named.as_deref());
            let words = self.detailed(words, self.phrase(&used.shared.description).as_deref());
            Limit {
                entry: format!("right.{id}"),
                right,
                purpose: self.purpose_name(entry),
                words,
                laws,
            }
        });
        limits.collect()
    }

    /// Services: all for insiders, in public those that are declared public.
    pub(super) fn services(&self) -> Vec<Service> {
        self.told_services().map(|entry| self.service(entry)).collect()
    }

    fn told_services(&self) -> impl Iterator<Item = &'r Entry<purposes::Service>> {
        self.register.services.iter().filter(|service| {
            let status = service.status.get().copied().unwrap_or(Status::Active);
            let public = service.public.get() == Some(&true) && status == Status::Active;
            public || (self.internal && status != Status::Retired)
        })
    }

    /// For whom the services are done, each once, for insiders.
    pub(super) fn controllers_worked_for(&self) -> Vec<Controller> {
        let services = self.told_services().filter(|_| self.internal);
        let named = services.filter_map(|service| service.controllers.get());
        let ids: IndexSet<_> = named.flat_map(Relation::entries).map(Use::id).collect();
        ids.into_iter().filter_map(|id| self.controller(id)).collect()
    }

    fn service(&self, entry: &'r Entry<purposes::Service>) -> Service {
        let of: &'r purposes::Service = entry;
        let members = of.controllers.get().into_iter().flat_map(Relation::entries);
        let controllers = members.map(|member| self.controller_name(member.id())).collect();
        let mut service = Service {
            entry: format!("service.{}", entry.id),
            name: self.name(purposes::Service::NAME, entry.id.as_str(), &of.name),
            description: self.sentence(&of.shared.description),
            draft: of.status.get() == Some(&Status::Draft),
            ..Service::default()
        };
        if self.internal {
            let cells = self.answers.cells(of);
            let gap = Gap::of_relation(&of.controllers);
            service.controllers = self.said("controllers", &gap, controllers, |name: &String| name);
            service.controller_list =
                of.controller_list.get().and_then(|list| self.controller_list(list));
            let processing = of.processing.get().into_iter().flat_map(Several::iter);
            service.processing = processing.map(|text| one_line(&self.words(text))).collect();
            service.instructions = self.inside(&of.instructions);
            service.data_subjects = self.subjects(&of.data_subjects, &cells).0;
            service.personal_data = self.data(&of.personal_data, &cells);
            service.recipients = self.recipient_uses(&of.recipients, &cells);
            service.measures = self.measures(&of.measures, &of.systems);
            service.transfers = self.transfers_of(self.who_gets(&of.recipients, &cells));
            service.internal = self.inside(&of.shared.internal);
        }
        service
    }

    /// Where controllers are listed, how many they are, and on which day.
    fn controller_list(&self, list: &ControllerList) -> Option<String> {
        let place = list.place.get().map(|place| one_line(place))?;
        let count = list.count.get().map(ToString::to_string);
        let day = list.as_of.get().map(|day| self.language.date(*day));
        let more: Vec<_> = [count, day].into_iter().flatten().collect();
        let more = (!more.is_empty()).then(|| more.join(", "));
        Some(self.with("join.with", place, "more", more.as_deref()))
    }
}
