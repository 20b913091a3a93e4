namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>What a token of a written date is.</summary>
internal enum DateTokenKind
{
    Number,
    Word,
    Mark,
}
