namespace EventNormalization.Text;

/// <summary>Why a text is not what a reader of it sees.</summary>
internal enum CharacterError
{
    /// <summary>It is.</summary>
    None,

    /// <summary>It has a control character or one that does not show.</summary>
    Invisible,

    /// <summary>It has a character of private use, or one that the version of Unicode does not have.</summary>
    Unknown,
}
