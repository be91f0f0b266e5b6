namespace EventNormalization.Benchmarks.Appending;

/// <summary>How many events a second a bare loop and the store took in one round.</summary>
internal readonly record struct AppendRun(double BareRate, double StoreRate);
