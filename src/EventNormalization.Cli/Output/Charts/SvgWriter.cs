using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;

namespace EventNormalization.Cli.Output.Charts;

/// <summary>Writes the elements of an SVG document, of which every text is escaped.</summary>
/// <remarks>
/// It has no scripts, no links and no styles of its own, so that a page may show it, whatever the texts of events say.
/// </remarks>
internal sealed class SvgWriter : IDisposable
{
    /// <summary>The colour of texts and axes.</summary>
    public const string Ink = "#222";

    /// <summary>The colour of what is beside the point.</summary>
    public const string Quiet = "#666";

    private const string Namespace = "http://www.w3.org/2000/svg";
    private const int LettersMax = 120;

    private readonly MemoryStream _bytes = new();
    private readonly XmlWriter _xml;

    /// <summary>Begins a document of a size, with a title for those who do not see it.</summary>
    public SvgWriter(int width, int height, string title)
    {
        _xml = XmlWriter.Create(_bytes, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        });
        _xml.WriteStartElement("svg", Namespace);
        Attribute("viewBox", FormattableString.Invariant($"0 0 {width} {height}"));
        Attribute("width", NumberOf(width));
        Attribute("height", NumberOf(height));
        Attribute("role", "img");
        Attribute("font-family", "system-ui, sans-serif");
        Attribute("font-size", "12");
        _xml.WriteElementString("title", Namespace, TerminalText.Escape(title));
        Element("rect", ("width", "100%"), ("height", "100%"), ("fill", "#fff"));
    }

    /// <summary>Writes an element without content.</summary>
    public void Element(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _xml.WriteStartElement(name, Namespace);
        foreach (var (attribute, value) in attributes)
        {
            Attribute(attribute, value);
        }

        _xml.WriteEndElement();
    }

    /// <summary>Writes a text at a place; a long one is cut.</summary>
    public void Text(double x, double y, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _xml.WriteStartElement("text", Namespace);
        Attribute("x", NumberOf(x));
        Attribute("y", NumberOf(y));
        foreach (var (attribute, value) in attributes)
        {
            Attribute(attribute, value);
        }

        _xml.WriteString(Cut(text, LettersMax));
        _xml.WriteEndElement();
    }

    /// <summary>The document, as UTF-8.</summary>
    public byte[] ToBytes()
    {
        _xml.WriteEndElement();
        _xml.Flush();
        return [.. _bytes.ToArray(), (byte)'\n'];
    }

    /// <summary>A number of an attribute, to a hundredth.</summary>
    public static string NumberOf(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A text that is cut after so many letters, with what nobody sees escaped.</summary>
    public static string Cut(string text, int lettersMax)
    {
        var runes = TerminalText.Escape(text).EnumerateRunes().ToList();
        return string.Concat(runes.Take(lettersMax)) + (runes.Count > lettersMax ? "…" : "");
    }

    public void Dispose()
    {
        _xml.Dispose();
        _bytes.Dispose();
    }

    private void Attribute(string name, string value) => _xml.WriteAttributeString(name, value);
}
