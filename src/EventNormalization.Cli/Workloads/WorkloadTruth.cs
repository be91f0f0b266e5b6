using System;
using System.Linq;

namespace EventNormalization.Cli.Workloads;

/// <summary>What a workload holds, known from how it was made and not by reading it.</summary>
internal sealed class WorkloadTruth
{
    private readonly long[] _counts = new long[WorkloadNames.ClientCount];
    private readonly int[] _currencies = new int[WorkloadNames.ClientCount];
    private readonly long[] _units = new long[WorkloadNames.ClientCount];

    /// <summary>How many lines there are.</summary>
    public long Deliveries => Distinct + Duplicates + Broken;

    /// <summary>How many different events there are.</summary>
    public long Distinct { get; private set; }

    /// <summary>How many lines repeat an event.</summary>
    public long Duplicates { get; private set; }

    /// <summary>How many lines hold no event.</summary>
    public long Broken { get; private set; }

    /// <summary>Counts a line that holds an event for the first time.</summary>
    public void AddNew(in WorkloadEvent value)
    {
        Distinct++;
        _counts[value.Client]++;
        _currencies[value.Client] = value.Currency;
        _units[value.Client] += value.AmountUnits;
    }

    /// <summary>Counts a line that repeats an event.</summary>
    public void AddDuplicate() => Duplicates++;

    /// <summary>Counts a line that holds no event.</summary>
    public void AddBroken() => Broken++;

    /// <summary>
    /// The truth as JSON: the numbers of lines, and currency, count and sum of the distinct events of each client,
    /// by client id (UTF-16 ordinal), in plain digits.
    /// </summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var text = new LineText();
        text.Append("{\"deliveries\":"u8).Append(Deliveries).Append(",\"distinct\":"u8).Append(Distinct)
            .Append(",\"duplicates\":"u8).Append(Duplicates).Append(",\"broken\":"u8).Append(Broken)
            .Append(",\"clients\":["u8);
        var isFirst = true;
        foreach (var client in Enumerable.Range(0, WorkloadNames.ClientCount).Where(client => _counts[client] > 0)
            .OrderBy(client => WorkloadNames.Clients[client], StringComparer.Ordinal))
        {
            text.Append(isFirst ? "\n"u8 : ",\n"u8);
            isFirst = false;
            AppendClient(text, client);
        }

        return text.Append("\n]}\n"u8).WrittenMemory;
    }

    private void AppendClient(LineText text, int client)
    {
        text.Append("{\"client_id\":"u8).Append(WorkloadNames.ClientsAsTheyAre[client])
            .Append(_currencies[client] == 0 ? [] : ",\"currency\":\""u8)
            .Append(CurrencySpelling.Text(_currencies[client]))
            .Append(_currencies[client] == 0 ? [] : "\""u8)
            .Append(",\"count\":"u8).Append(_counts[client]).Append(",\"sum\":"u8);
        AmountSpelling.AppendShortest(text, _units[client]);
        text.Append("}"u8);
    }
}
