namespace EventNormalization.Normalization;

/// <summary>
/// How a field of one type is read; implemented by structs, so that the reader is compiled for each type.
/// </summary>
internal interface IFieldReading<TValue>
{
    /// <summary>Whether a run of white space inside a text is one U+0020.</summary>
    bool FoldsWhiteSpace { get; }

    /// <summary>Reads a value; returns why it cannot, or null after success.</summary>
    ParseFailure? Read(RecordReader reader, FieldInput input, out TValue value);

    /// <summary>Whether two values mean the same.</summary>
    bool AreEqual(RecordReader reader, TValue left, TValue right);

    /// <summary>The value in canonical form, for explanations.</summary>
    string Show(RecordReader reader, TValue value);
}
