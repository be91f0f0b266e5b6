namespace EventNormalization.Ingestion;

/// <summary>The state of the cutter: what the next byte of the stream belongs to.</summary>
internal enum CutterState
{
    /// <summary>Outside of all values.</summary>
    Between,

    /// <summary>Inside an object that is in no array.</summary>
    Value,

    /// <summary>
    /// After such an object, or after an array that is one delivery: what follows decides whether it is whole.
    /// </summary>
    AfterValue,

    /// <summary>Inside a delivery that ends with its line.</summary>
    RestOfLine,

    /// <summary>In an array, where an element or the array's end may follow.</summary>
    ElementOrEnd,

    /// <summary>In an array, after a comma.</summary>
    AfterComma,

    /// <summary>Inside an element of an array.</summary>
    Element,

    /// <summary>In an array, after an element.</summary>
    AfterElement,

    /// <summary>In an array, among commas with nothing between them.</summary>
    Commas,
}
