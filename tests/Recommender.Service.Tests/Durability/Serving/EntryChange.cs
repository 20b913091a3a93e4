namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>What a request makes of an entry.</summary>
internal sealed record EntryChange(Entry Entry, string Becomes);
