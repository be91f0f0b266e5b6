using System.Collections.Generic;
using System.IO;
using System.Linq;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Output;

/// <summary>Says which totals have no value, so that no script takes their absence for nothing.</summary>
internal static class TotalsErrors
{
    /// <summary>Writes them; returns the exit code.</summary>
    public static int Report(TotalsColumns columns, IReadOnlyList<TotalsGroup> groups, TextWriter error)
    {
        var errors = groups.SelectMany(group => columns.Measures.Select(measure => measure.ErrorOf(group)))
            .OfType<Aggregation.AggregateError>().ToList();
        foreach (var one in errors)
        {
            error.WriteLine("eventnorm: " + Visible.Escape(one.ToString()!));
        }

        return errors.Count > 0 ? ExitCode.Failed : ExitCode.Success;
    }
}
