using System.Buffers;

namespace Recommender.Service.Desk.Search;

/// <summary>A number for each of some cards. Not thread-safe. Dispose it after use.</summary>
/// <param name="count">The number of all cards.</param>
internal sealed class CardScores(int count) : IDisposable
{
    private readonly float[] _scores = Cleared(count);
    private readonly List<int> _cards = [];

    /// <summary>The cards with a number above 0, in the order in which they got it.</summary>
    public IReadOnlyList<int> Cards => _cards;

    public float this[int card] => _scores[card];

    /// <summary>Sets the number of a card if the new one is greater.</summary>
    public void Raise(int card, float score)
    {
        ref var current = ref _scores[card];
        if (score > current)
        {
            if (current == 0)
            {
                _cards.Add(card);
            }

            current = score;
        }
    }

    /// <summary>Forgets all numbers.</summary>
    public void Clear()
    {
        foreach (var card in _cards)
        {
            _scores[card] = 0;
        }

        _cards.Clear();
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(_scores);

    private static float[] Cleared(int count)
    {
        var scores = ArrayPool<float>.Shared.Rent(count);
        scores.AsSpan(0, count).Clear();
        return scores;
    }
}
