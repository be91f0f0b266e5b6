using System.Collections.Generic;
using System.Globalization;

namespace EventNormalization.DuckDb;

/// <summary>A program that does the job, held to so many processors.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Processors">The first so many processors of the machine are all it gets.</param>
/// <param name="Command">The program and its arguments; it prints the totals as JSON.</param>
internal sealed record Candidate(string Name, int Processors, IReadOnlyList<string> Command)
{
    /// <summary>The arguments of <c>taskset</c> that start it.</summary>
    public IEnumerable<string> Pinned =>
        ["-c", "0-" + (Processors - 1).ToString(CultureInfo.InvariantCulture), .. Command];
}
