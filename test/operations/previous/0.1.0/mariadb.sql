CREATE TABLE `audit_head` (
  `id` int(11) NOT NULL,
  `sequence` int(11) NOT NULL,
  `hash` varchar(64) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `audit_line` (
  `sequence` int(11) NOT NULL,
  `at` bigint(20) NOT NULL,
  `actor` varchar(64) NOT NULL,
  `action` varchar(40) NOT NULL,
  `subject` varchar(80) NOT NULL,
  `facts` text NOT NULL,
  `hash` varchar(64) NOT NULL,
  PRIMARY KEY (`sequence`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `building` (
  `id` varchar(36) NOT NULL,
  `estate_id` varchar(36) NOT NULL,
  `name` varchar(60) NOT NULL,
  `sort` int(11) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_building_name` (`estate_id`,`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `building_token` (
  `token` varchar(32) NOT NULL,
  `building_id` varchar(36) NOT NULL,
  `live_of` varchar(36) DEFAULT NULL,
  `issued_ms` bigint(20) NOT NULL,
  `voided_ms` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`token`),
  UNIQUE KEY `uq_building_token_live` (`live_of`),
  KEY `ix_building_token_building` (`building_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `community` (
  `id` varchar(36) NOT NULL,
  `street_id` varchar(36) NOT NULL,
  `name` varchar(60) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_community_name` (`street_id`,`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `contract` (
  `id` varchar(36) NOT NULL,
  `estate_id` varchar(36) NOT NULL,
  `provider_id` varchar(36) NOT NULL,
  `signed_date` varchar(10) DEFAULT NULL,
  `filed_date` varchar(10) DEFAULT NULL,
  `entry_date` varchar(10) DEFAULT NULL,
  `end_date` varchar(10) DEFAULT NULL,
  `phone` varchar(32) NOT NULL,
  `is_subsidised` tinyint(1) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `ix_contract_estate` (`estate_id`),
  KEY `ix_contract_provider` (`provider_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `estate` (
  `id` varchar(36) NOT NULL,
  `code` varchar(32) NOT NULL,
  `name` varchar(100) NOT NULL,
  `community_id` varchar(36) NOT NULL,
  `street_id` varchar(36) NOT NULL,
  `address` varchar(200) NOT NULL,
  `built_year` int(11) DEFAULT NULL,
  `area_centi_sqm` bigint(20) NOT NULL,
  `stage` varchar(16) NOT NULL,
  `stage_date` varchar(10) NOT NULL,
  `management_mode` varchar(16) NOT NULL,
  `is_synthetic` tinyint(1) NOT NULL,
  `version` int(11) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_estate_code` (`code`),
  KEY `ix_estate_street` (`street_id`),
  KEY `ix_estate_community` (`community_id`),
  CONSTRAINT `ck_estate_stage` CHECK (`stage` in ('procedures','construction','trialRun','inService')),
  CONSTRAINT `ck_estate_management_mode` CHECK (`management_mode` in ('professional','supported'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `estate_stage_record` (
  `id` varchar(36) NOT NULL,
  `estate_id` varchar(36) NOT NULL,
  `stage` varchar(16) NOT NULL,
  `date` varchar(10) NOT NULL,
  `recorded_ms` bigint(20) NOT NULL,
  `recorded_by` varchar(64) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_estate_stage_record` (`estate_id`,`stage`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `household` (
  `id` varchar(36) NOT NULL,
  `estate_id` varchar(36) NOT NULL,
  `building_id` varchar(36) NOT NULL,
  `door` varchar(60) NOT NULL,
  `door_serial` int(11) NOT NULL,
  `version` int(11) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_household_door` (`building_id`,`door`),
  UNIQUE KEY `uq_household_serial` (`building_id`,`door_serial`),
  KEY `ix_household_estate` (`estate_id`),
  CONSTRAINT `ck_household_door_serial` CHECK (`door_serial` between 1 and 999)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `household_binding` (
  `household_id` varchar(36) NOT NULL,
  `resident_id` varchar(36) NOT NULL,
  `bound_ms` bigint(20) NOT NULL,
  `via` varchar(8) NOT NULL,
  PRIMARY KEY (`household_id`),
  KEY `ix_household_binding_resident` (`resident_id`),
  CONSTRAINT `ck_household_binding_via` CHECK (`via` in ('code','phone'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `household_code` (
  `household_id` varchar(36) NOT NULL,
  `code_hash` varchar(64) NOT NULL,
  `issued_ms` bigint(20) NOT NULL,
  `issued_by` varchar(64) NOT NULL,
  `handed_out_ms` bigint(20) DEFAULT NULL,
  `redeemed_ms` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`household_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `household_phone` (
  `household_id` varchar(36) NOT NULL,
  `phone_hash` varchar(64) NOT NULL,
  PRIMARY KEY (`household_id`,`phone_hash`),
  KEY `ix_household_phone_hash` (`phone_hash`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `job_lease` (
  `name` varchar(60) NOT NULL,
  `holder` varchar(36) NOT NULL,
  `leased_until_ms` bigint(20) NOT NULL,
  `next_run_ms` bigint(20) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `migrations` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `timestamp` bigint(20) NOT NULL,
  `name` varchar(255) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `provider` (
  `id` varchar(36) NOT NULL,
  `kind` varchar(16) NOT NULL,
  `name` varchar(100) NOT NULL,
  `phone` varchar(32) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_provider_name` (`name`),
  CONSTRAINT `ck_provider_kind` CHECK (`kind` in ('firm','unit','cityOperator'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `resident` (
  `id` varchar(36) NOT NULL,
  `openid` varchar(64) DEFAULT NULL,
  `created_date` varchar(10) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_resident_openid` (`openid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `session` (
  `id` varchar(36) NOT NULL,
  `refresh_hash` varchar(64) NOT NULL,
  `kind` varchar(8) NOT NULL,
  `principal_id` varchar(36) NOT NULL,
  `created_ms` bigint(20) NOT NULL,
  `expires_ms` bigint(20) NOT NULL,
  `revoked_ms` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_session_refresh_hash` (`refresh_hash`),
  KEY `ix_session_principal` (`principal_id`),
  KEY `ix_session_expires` (`expires_ms`),
  CONSTRAINT `ck_session_kind` CHECK (`kind` in ('wechat','h5','staff'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `sign_in` (
  `id` varchar(64) NOT NULL,
  `attempts` int(11) NOT NULL,
  `locked_until_ms` bigint(20) NOT NULL,
  `last_ms` bigint(20) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `staff` (
  `id` varchar(36) NOT NULL,
  `name` varchar(40) NOT NULL,
  `display_name` varchar(40) NOT NULL,
  `role` varchar(24) NOT NULL,
  `scope_level` varchar(12) NOT NULL,
  `scope_id` varchar(36) DEFAULT NULL,
  `scope_name` varchar(120) NOT NULL,
  `password_hash` varchar(160) NOT NULL,
  `status` varchar(12) NOT NULL,
  `version` int(11) NOT NULL,
  `last_sign_in_ms` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_staff_name` (`name`),
  CONSTRAINT `ck_staff_status` CHECK (`status` in ('invited','active','disabled')),
  CONSTRAINT `ck_staff_scope` CHECK (`scope_level` = 'district' = (`scope_id` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `street` (
  `id` varchar(36) NOT NULL,
  `name` varchar(40) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_street_name` (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `survey_answer` (
  `round_id` varchar(36) NOT NULL,
  `seal` varchar(64) NOT NULL,
  `submission_id` varchar(36) NOT NULL,
  `revision` int(11) NOT NULL,
  `overall` varchar(24) NOT NULL,
  `topics` text NOT NULL,
  `comment` text NOT NULL,
  PRIMARY KEY (`round_id`,`seal`),
  CONSTRAINT `ck_survey_answer_overall` CHECK (`overall` in ('verySatisfied','satisfied','basicallySatisfied','neutral','dissatisfied','veryDissatisfied')),
  CONSTRAINT `ck_survey_answer_revision` CHECK (`revision` >= 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `survey_campaign` (
  `id` varchar(36) NOT NULL,
  `half_year` varchar(6) NOT NULL,
  `questionnaire_version` int(11) NOT NULL,
  `opens_ms` bigint(20) NOT NULL,
  `closes_ms` bigint(20) NOT NULL,
  `supplement_until_ms` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_survey_campaign_half_year` (`half_year`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `survey_counted_answer` (
  `id` varchar(36) NOT NULL,
  `round_id` varchar(36) NOT NULL,
  `overall` varchar(24) NOT NULL,
  `topics` text NOT NULL,
  PRIMARY KEY (`id`),
  KEY `ix_survey_counted_answer_round` (`round_id`),
  CONSTRAINT `ck_survey_counted_answer_overall` CHECK (`overall` in ('verySatisfied','satisfied','basicallySatisfied','neutral','dissatisfied','veryDissatisfied','satisfiedSide','dissatisfiedSide'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `survey_counted_comment` (
  `id` varchar(36) NOT NULL,
  `round_id` varchar(36) NOT NULL,
  `comment` text NOT NULL,
  PRIMARY KEY (`id`),
  KEY `ix_survey_counted_comment_round` (`round_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `survey_participation` (
  `household_id` varchar(36) NOT NULL,
  `round_id` varchar(36) NOT NULL,
  `channel` varchar(10) NOT NULL,
  `collector_id` varchar(36) DEFAULT NULL,
  `device_hash` varchar(64) DEFAULT NULL,
  `network_hash` varchar(64) DEFAULT NULL,
  `day` varchar(10) NOT NULL,
  PRIMARY KEY (`household_id`,`round_id`),
  KEY `ix_survey_participation_round` (`round_id`,`channel`),
  CONSTRAINT `ck_survey_participation_channel` CHECK (`channel` in ('wechat','h5','door'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `survey_questionnaire` (
  `version` int(11) NOT NULL,
  `scale` varchar(16) NOT NULL,
  `overall` varchar(200) NOT NULL,
  `intro` varchar(500) NOT NULL,
  `topics` text NOT NULL,
  `published_ms` bigint(20) NOT NULL,
  PRIMARY KEY (`version`),
  CONSTRAINT `ck_survey_questionnaire_scale` CHECK (`scale` in ('basically','neutral'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `survey_roster` (
  `household_id` varchar(36) NOT NULL,
  `round_id` varchar(36) NOT NULL,
  `round_building_id` varchar(36) NOT NULL,
  PRIMARY KEY (`household_id`,`round_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `survey_round` (
  `id` varchar(36) NOT NULL,
  `campaign_id` varchar(36) NOT NULL,
  `half_year` varchar(6) NOT NULL,
  `estate_id` varchar(36) NOT NULL,
  `estate` varchar(120) NOT NULL,
  `street_id` varchar(36) NOT NULL,
  `street` varchar(60) NOT NULL,
  `community_id` varchar(36) NOT NULL,
  `community` varchar(60) NOT NULL,
  `questionnaire_version` int(11) NOT NULL,
  `status` varchar(16) NOT NULL,
  `version` int(11) NOT NULL,
  `opens_ms` bigint(20) NOT NULL,
  `closes_ms` bigint(20) NOT NULL,
  `supplement_until_ms` bigint(20) NOT NULL,
  `households` int(11) NOT NULL,
  `required` int(11) NOT NULL,
  `participated` int(11) NOT NULL,
  `closed_by` varchar(36) DEFAULT NULL,
  `certified_by` varchar(36) DEFAULT NULL,
  `certified_ms` bigint(20) DEFAULT NULL,
  `valid` int(11) DEFAULT NULL,
  `satisfied` int(11) DEFAULT NULL,
  `strictly_satisfied` int(11) DEFAULT NULL,
  `deci_points` int(11) DEFAULT NULL,
  `tally` text DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_survey_round_half_year` (`estate_id`,`half_year`),
  KEY `ix_survey_round_street` (`half_year`,`street_id`),
  KEY `ix_survey_round_due` (`status`,`closes_ms`),
  CONSTRAINT `ck_survey_round_status` CHECK (`status` in ('draft','open','closed','short','certified','insufficient')),
  CONSTRAINT `ck_survey_round_participated` CHECK (`participated` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `survey_round_building` (
  `id` varchar(36) NOT NULL,
  `round_id` varchar(36) NOT NULL,
  `building_id` varchar(36) NOT NULL,
  `building` varchar(60) NOT NULL,
  `sort` int(11) NOT NULL,
  `households` int(11) NOT NULL,
  `participated` int(11) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `ix_survey_round_building_round` (`round_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `survey_round_key` (
  `round_id` varchar(36) NOT NULL,
  `wrapped` varchar(120) NOT NULL,
  PRIMARY KEY (`round_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `throttle` (
  `id` varchar(64) NOT NULL,
  `taken` int(11) NOT NULL,
  `window_ends_ms` bigint(20) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
