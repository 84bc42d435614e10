/**
 * !!! STORED FORMAT, FROZEN !!!
 * Makes room for erasure (DESIGN section 6): the only UPDATE the log accepts takes an event's payload, salt and subject
 * away and leaves its digest in their place, so that the chain still verifies. Likewise for a commit's arguments.
 */
export const sanctionedRedaction = `
ALTER TABLE events  ADD COLUMN digest TEXT;            -- hex; set only when the payload was erased
ALTER TABLE commits ADD COLUMN arguments_digest TEXT;  -- hex; set only when the arguments were erased

DROP TRIGGER events_refuse_update;
CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events
WHEN NOT (
  OLD.payload IS NOT NULL AND NEW.payload IS NULL AND NEW.salt IS NULL AND NEW.subject = ''
  AND OLD.digest IS NULL AND length(NEW.digest) = 64
  AND NEW.position = OLD.position AND NEW."commit" = OLD."commit" AND NEW.type = OLD.type
) BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

DROP TRIGGER commits_refuse_update;
CREATE TRIGGER commits_refuse_update BEFORE UPDATE ON commits
WHEN NOT (
  OLD.arguments IS NOT NULL AND NEW.arguments IS NULL AND NEW.arguments_salt IS NULL
  AND OLD.arguments_digest IS NULL AND length(NEW.arguments_digest) = 64
  AND NEW.number = OLD.number AND NEW.id = OLD.id AND NEW.device = OLD.device AND NEW.sequence = OLD.sequence
  AND NEW.clock = OLD.clock AND NEW.command = OLD.command AND NEW.first = OLD.first AND NEW.events = OLD.events
  AND NEW.digest = OLD.digest AND NEW.previous = OLD.previous AND NEW.hash = OLD.hash
) BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
`;
