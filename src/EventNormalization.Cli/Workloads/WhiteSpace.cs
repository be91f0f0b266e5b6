using System;
using System.Text;

namespace EventNormalization.Cli.Workloads;

/// <summary>Where a writer of JSON puts blanks.</summary>
internal sealed class WhiteSpace
{
    /// <summary>None, as machines write; after marks, as Python writes; and everywhere.</summary>
    public static readonly WhiteSpace[] Styles =
        [new("{", ":", ",", "}"), new("{", ": ", ", ", "}"), new("{ ", " : ", " , ", " }")];

    private WhiteSpace(string open, string colon, string comma, string close)
    {
        Open = Encoding.ASCII.GetBytes(open);
        Colon = Encoding.ASCII.GetBytes(colon);
        Comma = Encoding.ASCII.GetBytes(comma);
        Close = Encoding.ASCII.GetBytes(close);
    }

    public ReadOnlyMemory<byte> Open { get; }

    public ReadOnlyMemory<byte> Colon { get; }

    public ReadOnlyMemory<byte> Comma { get; }

    public ReadOnlyMemory<byte> Close { get; }
}
