using System.IO;
using System.Threading.Tasks;
using Spectre.Console;
using Spectre.Console.Rendering;
using CellText = Spectre.Console.Text;

namespace EventNormalization.Cli.Output;

/// <summary>Tables for people, the same bytes on a terminal and in a file.</summary>
internal static class Tables
{
    /// <summary>How many columns of characters a table may take in a file.</summary>
    public const int WidthInFile = 200;

    private const int WidthMin = 40;

    /// <summary>How many columns of characters a table may take on standard output.</summary>
    public static int WidthOfProcess() => System.Console.IsOutputRedirected
        ? WidthInFile
        : int.Max(System.Console.WindowWidth, WidthMin);

    public static Table Create(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new CellText(TerminalText.Escape(column))));
        }

        return table;
    }

    /// <summary>A cell that shows text of others.</summary>
    public static CellText Cell(string text) => new(TerminalText.Escape(text));

    /// <summary>How many columns of characters a text takes on a terminal; the signs of East Asia take two.</summary>
    public static int WidthOf(string text) => Segment.CellCount([new Segment(text)]);

    public static Task WriteAsync(Table table, int width, Stream output)
    {
        var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        console.Write(table);
        return ResultText.WriteAsync(output, text.ToString().ReplaceLineEndings("\n"));
    }
}
