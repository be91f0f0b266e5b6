using System;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EventNormalization.Api.Wire;
using EventNormalization.Storage;

namespace EventNormalization.Api.Simulation;

/// <summary>Reads which failures are asked for: a plan as text, or one of a few that have a name.</summary>
internal static class SimulationBody
{
    private const string Expected =
        "a JSON object with \"plan\", the text of a fault plan, or \"mode\", one of off, before_write, answer_lost, "
        + "slow and down";

    private static readonly (string Name, FaultPlan Plan)[] Modes =
    [
        ("off", FaultPlan.None),
        ("before_write", FaultPlan.Always(FaultKind.ThrowBefore).Only(StoreOperation.Append)),
        ("answer_lost", FaultPlan.Always(FaultKind.ThrowAfter).Only(StoreOperation.Append)),
        ("slow", FaultPlan.Latency(0, TimeSpan.FromSeconds(2), 1).Only(StoreOperation.Append)),
        // Not reading: the page that shows what the failures do reads from the same store.
        ("down", FaultPlan.Always(FaultKind.ThrowBefore).Only(StoreOperation.Append, StoreOperation.Close)),
    ];

    /// <summary>The name of a plan that has one, whoever set it and in whichever way.</summary>
    public static string? ModeOf(FaultPlan plan) => Array.Find(Modes, one => one.Plan.Equals(plan)).Name;

    /// <summary>Reads a body, or says what is wrong with it.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> utf8,
        [NotNullWhen(true)] out FaultPlan? plan,
        [NotNullWhen(false)] out ApiProblem? problem)
    {
        plan = null;
        problem = null;
        try
        {
            using var json = JsonDocument.Parse(utf8);
            plan = Read(json.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            problem = SimulationProblems.Invalid($"Found no JSON, expected {Expected}.");
            return false;
        }
        catch (FormatException exception)
        {
            problem = SimulationProblems.Invalid("plan: " + exception.Message);
            return false;
        }

        problem = plan is null ? SimulationProblems.Invalid($"Found something else, expected {Expected}.") : null;
        return plan is not null;
    }

    private static FaultPlan? Read(JsonElement root)
    {
        FaultPlan? plan = null;
        if (root.ValueKind != JsonValueKind.Object || root.GetPropertyCount() != 1)
        {
            return null;
        }

        foreach (var member in root.EnumerateObject())
        {
            var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : null;
            plan = member.Name switch
            {
                "plan" when text is not null => FaultPlan.Parse(text),
                "mode" => PlanOf(text),
                _ => null,
            };
        }

        return plan;
    }

    private static FaultPlan? PlanOf(string? mode) => Array.Find(Modes, one => one.Name == mode).Plan;
}
