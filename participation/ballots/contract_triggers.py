"""What PostgreSQL compares before it takes a seal: the published contract with the columns and projects of its poll."""

CONTRACT_HOLDS = {
    # What a version publishes must be what the tables hold: otherwise a hash would seal something else. A vote without
    # money has neither envelope nor costs.
    "poll_contract_holds": """
CREATE FUNCTION poll_contract_holds(poll participation_poll) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    contract jsonb := poll.rule_json::jsonb;
    -- Of two rules that are compared, the first is the one of the columns.
    rule jsonb := coalesce(contract #> '{rule,first}', contract -> 'rule');
    projects jsonb;
BEGIN
    SELECT jsonb_agg(jsonb_build_object('no', no, 'code', code, 'title', title, 'cost_cents', cost_cents,
                                        'withdrawn', nullif(withdrawn_reason, ''))
                     || CASE WHEN exclusive_group = '' THEN '{}'
                             ELSE jsonb_build_object('exclusive_group', exclusive_group) END
                     || CASE WHEN zone = '' THEN '{}' ELSE jsonb_build_object('zone', zone) END ORDER BY no)
      INTO projects FROM participation_choice WHERE poll_id = poll.id;
    IF projects IS DISTINCT FROM contract -> 'projects'
       OR (contract #>> '{calendar,opens_at}')::timestamptz <> poll.opens_at
       OR (contract #>> '{calendar,closes_at}')::timestamptz <> poll.closes_at
       OR (contract ->> 'version')::int <> poll.version OR contract ->> 'question' <> poll.question
       OR rule ->> 'name' IS DISTINCT FROM poll.rule
       OR coalesce(contract #>> '{rule,measure}', '') <> poll.preferred_by
       OR coalesce(contract #>> '{other_rule,name}', '') <> poll.other_rule
       OR EXISTS (SELECT FROM (VALUES ('minimum', poll.min_votes::text), ('cap', poll.cap_cents::text),
                                      ('max_winners', poll.max_winners::text), ('utility', poll.utility),
                                      ('completion', poll.completion),
                                      ('when_it_does_not_fit', poll.when_it_does_not_fit)) column_of (name, held)
                   WHERE rule ? name AND rule ->> name IS DISTINCT FROM held)
       OR (SELECT array_agg(one::text ORDER BY one::text COLLATE "C")
             FROM jsonb_array_elements(rule -> 'exclusive') one)
          IS DISTINCT FROM
          (SELECT array_agg(codes::text ORDER BY codes::text COLLATE "C")
             FROM (SELECT jsonb_agg(code ORDER BY code COLLATE "C") AS codes FROM participation_choice
                    WHERE poll_id = poll.id AND exclusive_group <> '' GROUP BY exclusive_group) grouped)
       OR (SELECT array_agg(one::text ORDER BY one::text COLLATE "C")
             FROM jsonb_array_elements(rule -> 'zones') one)
          IS DISTINCT FROM
          (SELECT array_agg(codes::text ORDER BY codes::text COLLATE "C")
             FROM (SELECT jsonb_build_array(zone, jsonb_agg(code ORDER BY code COLLATE "C")) AS codes
                     FROM participation_choice
                    WHERE poll_id = poll.id AND poll.zones_first AND zone <> '' GROUP BY zone) grouped)
       OR contract ->> 'receipts' <> poll.receipts OR contract #>> '{published,ballots}' <> poll.ballots_published
       OR contract #>> '{electorate,key_method}' <> poll.key_method
       OR (contract #>> '{electorate,number}')::int IS DISTINCT FROM poll.electorate
       OR (contract #>> '{electorate,contest_hours}')::int <> poll.contest_hours
       OR contract #>> '{channels,paper}' <> poll.paper OR contract #>> '{channels,on_both_rolls}' <> poll.duplicates
       OR (contract ->> 'envelope')::bigint IS DISTINCT FROM poll.envelope_cents
       OR (contract ->> 'quorum')::int IS DISTINCT FROM poll.quorum
       OR EXISTS (SELECT FROM participation_choice
                   WHERE poll_id = poll.id AND (cost_cents IS NULL) <> (poll.envelope_cents IS NULL))
       OR NOT EXISTS (SELECT FROM participation_pollversion
                       WHERE poll_id = poll.id AND no = poll.version AND rule_sha256 = poll.rule_sha256
                         AND rule_json = poll.rule_json)
    THEN
        RAISE EXCEPTION 'poll_contract_holds: the published rule is not what the tables hold'
              USING ERRCODE = 'check_violation';
    END IF;
END $$;
""",
}
