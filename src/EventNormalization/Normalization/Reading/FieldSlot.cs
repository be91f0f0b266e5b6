namespace EventNormalization.Normalization;

/// <summary>A member that qualifies a field's value, such as its zone or its sign.</summary>
internal readonly record struct FieldSlot(int Field, SlotPart Part);
