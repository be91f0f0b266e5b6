using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Rules;

namespace EventNormalization.Sqlite;

/// <summary>The rules that a store was opened with.</summary>
internal sealed class StoreRules
{
    public StoreRules(SchemaSet schemas)
    {
        Document = SchemaDocument.Of(schemas);
        Fingerprint = RulesFingerprint.Of(Document);
    }

    /// <summary>Their document.</summary>
    public SchemaDocument Document { get; }

    /// <summary>Their fingerprint.</summary>
    public RulesFingerprint Fingerprint { get; }

    /// <summary>Their number in the file.</summary>
    public long Number { get; set; }
}
