-- A run is one plan being done. 'epoch' is the fencing token: it grows with each claim, and every write names it.
CREATE TABLE run (
    id          text PRIMARY KEY,
    app         text NOT NULL,
    environment text NOT NULL,
    purpose     text NOT NULL,
    plan_hash   text NOT NULL,
    plan        text NOT NULL,
    caller      text NOT NULL,
    state       text NOT NULL CHECK (state IN ('refused', 'running', 'unwinding', 'succeeded', 'failed', 'stuck')),
    generation  bigint NOT NULL,
    epoch       bigint NOT NULL,
    owner       text NOT NULL,
    lease_until timestamptz NOT NULL,
    last_seq    bigint NOT NULL,
    verdicts    text NOT NULL,
    why         text NOT NULL,
    command     text,
    created     timestamptz NOT NULL,
    ended       timestamptz
);
CREATE INDEX run_unfinished ON run (created) WHERE state IN ('running', 'unwinding');
CREATE INDEX run_by_app ON run (app, created DESC);

-- The plan generation of a scope grows and never falls, whatever happens to runs.
CREATE TABLE scope (
    key        text PRIMARY KEY,
    generation bigint NOT NULL
);

-- One unfinished run a scope, from its claim to its end.
CREATE TABLE lease (
    scope text PRIMARY KEY REFERENCES scope (key),
    run   text NOT NULL REFERENCES run (id)
);

-- What happened within a run, in order: 'intended' is committed before the effect, 'done' or 'failed' after it.
CREATE TABLE step (
    run    text NOT NULL REFERENCES run (id),
    seq    bigint NOT NULL,
    at     timestamptz NOT NULL,
    epoch  bigint NOT NULL,
    action text NOT NULL,
    key    text NOT NULL,
    event  text NOT NULL CHECK (event IN ('intended', 'done', 'failed', 'unwinding', 'ended')),
    body   text NOT NULL,
    PRIMARY KEY (run, seq)
);

-- The present state of an action that is driven as a machine.
CREATE TABLE machine (
    run     text NOT NULL REFERENCES run (id),
    action  text NOT NULL,
    epoch   bigint NOT NULL,
    state   text NOT NULL,
    summary text NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (run, action)
);

-- hash = SHA-256(0x00 || prev_hash || canonical JSON of the other columns)
CREATE TABLE audit (
    seq          bigint PRIMARY KEY,
    time         timestamptz NOT NULL,
    actor        text NOT NULL,
    actor_kind   text NOT NULL,
    door         text NOT NULL,
    on_behalf_of text NOT NULL,
    action       text NOT NULL,
    object       text NOT NULL,
    outcome      text NOT NULL,
    origin       text NOT NULL,
    prev_hash    text NOT NULL,
    hash         text NOT NULL
);
-- Its one row is locked by each writer: the chain has one order.
CREATE TABLE audit_head (
    one  boolean PRIMARY KEY CHECK (one),
    seq  bigint NOT NULL,
    hash text NOT NULL
);
INSERT INTO audit_head VALUES (true, 0, repeat('0', 64));

CREATE TABLE evidence (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject  text NOT NULL,
    type     text NOT NULL,
    digest   text NOT NULL,
    envelope bytea NOT NULL,
    signer   text NOT NULL,
    imported boolean NOT NULL,
    at       timestamptz NOT NULL,
    UNIQUE (subject, digest)
);

CREATE TABLE waiver (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject text NOT NULL,
    gate    text NOT NULL,
    who     text NOT NULL,
    reason  text NOT NULL,
    at      timestamptz NOT NULL
);
CREATE INDEX waiver_by_subject ON waiver (subject);

-- 'serving' is the release that serves the scope after this deployment; empty for none.
CREATE TABLE deployment (
    seq        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id         text NOT NULL UNIQUE,
    scope      text NOT NULL,
    release    text NOT NULL,
    version    text NOT NULL,
    digest     text NOT NULL,
    replaced   text NOT NULL,
    serving    text NOT NULL,
    outcome    text NOT NULL
        CHECK (outcome IN ('promoted', 'rolled-back', 'needs-person', 'reverted', 'removed')),
    reason     text NOT NULL,
    blamed     boolean NOT NULL,
    url        text NOT NULL,
    plan_hash  text NOT NULL,
    run        text NOT NULL,
    who        text NOT NULL,
    details    text NOT NULL,
    at         timestamptz NOT NULL
);
CREATE INDEX deployment_by_scope ON deployment (scope, seq DESC);
CREATE INDEX deployment_by_release ON deployment (release);

CREATE TABLE application (
    name    text PRIMARY KEY,
    origin  text NOT NULL,
    path    text NOT NULL,
    created timestamptz NOT NULL
);

-- Public ports are kept for life, also while a service is stopped.
CREATE TABLE public_port (
    scope text PRIMARY KEY,
    port  integer NOT NULL UNIQUE
);
