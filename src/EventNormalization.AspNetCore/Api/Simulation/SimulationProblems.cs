using EventNormalization.Api.Wire;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Simulation;

/// <summary>Why failures are not simulated.</summary>
internal static class SimulationProblems
{
    /// <summary>The host does not allow it.</summary>
    public static ApiProblem NotAllowed() => new()
    {
        Status = StatusCodes.Status404NotFound,
        Code = "simulation.not_allowed",
        Title = "This host does not simulate failures.",
        Detail = "Found no permission, expected a host that calls AllowSimulation() where it adds EventNormalization.",
    };

    /// <summary>What was asked for cannot be read.</summary>
    public static ApiProblem Invalid(string detail) => new()
    {
        Status = StatusCodes.Status400BadRequest,
        Code = "simulation.invalid",
        Title = "The failures to simulate are not understood.",
        Detail = detail,
    };
}
