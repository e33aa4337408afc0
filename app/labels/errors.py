"""Everything the label press can refuse. Each ``code`` has its sentence in ``phrases``."""

from app.kernel.errors import DomainError


class NumberOutOfRange(DomainError):
    """A key id, region, batch or serial does not fit its bits. Facts: field, value, limit."""

    code = "labels.number_out_of_range"


class KeyTooShort(DomainError):
    """A sealing key under 32 bytes. Facts: length, least."""

    code = "labels.key_too_short"


class NothingToPrint(DomainError):
    """A print order for no labels at all. Facts: count."""

    code = "labels.nothing_to_print"


class AddressUnprintable(DomainError):
    """The web address has characters outside QR's alphanumeric set. Facts: base_url, characters."""

    code = "labels.address_unprintable"


class AddressTooLong(DomainError):
    """No symbol up to version 6 holds the address. Facts: length, most."""

    code = "labels.address_too_long"


class LayoutUnknown(DomainError):
    """No layout of that name in the pack. Facts: layout."""

    code = "labels.layout_unknown"


class StartBeyondSheet(DomainError):
    """``start_at`` names a cell the sheet does not have. Facts: start_at, cells."""

    code = "labels.start_beyond_sheet"


class PrinterSettingTooLarge(DomainError):
    """An offset or scale that would push labels off the paper. Facts: setting, value, least, most."""

    code = "labels.printer_setting_too_large"


class ResolutionUnknown(DomainError):
    """A printer resolution no layout has a module size for. Facts: dpi."""

    code = "labels.resolution_unknown"


class CodeTooLarge(DomainError):
    """The QR code with its quiet zone does not fit the label. Facts: needs_mm, has_mm."""

    code = "labels.code_too_large"


class WordsTooLong(DomainError):
    """The fixed words do not fit the label even in the smallest type. Facts: words."""

    code = "labels.words_too_long"


class CharacterMissing(DomainError):
    """The font has no drawing for some characters; a blank box would be a lie. Facts: characters."""

    code = "labels.character_missing"


class ProofFailed(DomainError):
    """A finished code did not read back as its own address. Facts: serial, url."""

    code = "labels.proof_failed"


class CountOutOfRange(DomainError):
    """No labels, or more than one batch may have. Facts: count, most."""

    code = "labels.count_out_of_range"


class BatchMoveRefused(DomainError):
    """The batch is not in a state from which it could go there. Facts: now, to."""

    code = "labels.batch_move_refused"


class NotReady(DomainError):
    """The file of a batch was asked for before it was made, or after it was voided. Facts: now."""

    code = "labels.not_ready"


class TokenRefused(DomainError):
    """A token that stands for no label of ours. Facts: standing, token, and what is known of the mistake."""

    code = "labels.token_refused"


class SpanOutside(DomainError):
    """Serials the batch does not have, or the last before the first. Facts: first, last, least, most."""

    code = "labels.span_outside"


class SpanVoided(DomainError):
    """Some or all of these serials have been taken back already. Facts: first, last."""

    code = "labels.span_voided"


class SpanTooLong(DomainError):
    """More labels than one re-print may have. Facts: count, most."""

    code = "labels.span_too_long"


class CopiesOutOfRange(DomainError):
    """Facts: copies, most."""

    code = "labels.copies_out_of_range"


class QuotaReached(DomainError):
    """More than this shop or park may order today. Facts: whose (shop, park), left, quota, count."""

    code = "labels.quota_reached"


class OpticalMiss(DomainError):
    """A printed code did not read back through a lens. Facts: page and cell, both from 1."""

    code = "labels.optical_miss"


class WaybillsRefused(DomainError):
    """The list of waybill numbers cannot be used. Facts: reason, and what belongs to it (line, written, count…)."""

    code = "labels.waybills_refused"


class RollOnly(DomainError):
    """Printer commands are for rolls; sheets go to the office printer as PDF. Facts: layout."""

    code = "labels.roll_only"


class KeysUsedUp(DomainError):
    """A token has room for seven keys, and the last one seals labels now. Facts: last."""

    code = "labels.keys_used_up"


class KeyInUse(DomainError):
    """The key that seals new labels cannot be let go of; the next one comes first. Facts: key_id."""

    code = "labels.key_in_use"


class KeyNeverUsed(DomainError):
    """No label was ever sealed with it. Facts: key_id, current."""

    code = "labels.key_never_used"


class OneAtATime(DomainError):
    """SVG and PNG hold one label. Facts: count, format."""

    code = "labels.one_at_a_time"
