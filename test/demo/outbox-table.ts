/** The table `outbox` of a context, as docs/outbox.md shows it. */
export function outboxTable(context: string): string[] {
  return [
    `CREATE TABLE ${context}.outbox (
       id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
       key        uuid NOT NULL,
       contract   text NOT NULL,
       call       text NOT NULL,
       body       json NOT NULL,
       order_by   text,
       subject    text,
       created_at timestamptz NOT NULL DEFAULT now(),
       expires_at timestamptz NOT NULL,
       due_at     timestamptz,
       tries      integer NOT NULL DEFAULT 0,
       parked_at  timestamptz,
       code       text
     )`,
    `CREATE INDEX outbox_due ON ${context}.outbox (contract, due_at) WHERE due_at IS NOT NULL`,
    `CREATE INDEX outbox_order ON ${context}.outbox (order_by, id) WHERE order_by IS NOT NULL`,
    `CREATE INDEX outbox_subject ON ${context}.outbox (subject) WHERE subject IS NOT NULL`,
    `CREATE INDEX outbox_expiry ON ${context}.outbox (expires_at) WHERE parked_at IS NULL`,
    `CREATE INDEX outbox_parked ON ${context}.outbox (parked_at) WHERE parked_at IS NOT NULL`,
  ];
}
