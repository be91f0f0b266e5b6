namespace EventNormalization.Normalization;

/// <summary>A member that belongs to a field without being it.</summary>
internal readonly record struct FieldSlot(int Field, SlotPart Part);
