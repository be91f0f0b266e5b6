using System.Threading.Tasks;

namespace EventNormalization.Tests.Pipeline;

/// <summary>
/// Runs before and after a call of a store, such as <c>append before</c>; may wait, move the time or throw.
/// </summary>
internal delegate Task RetryHook(string place);
