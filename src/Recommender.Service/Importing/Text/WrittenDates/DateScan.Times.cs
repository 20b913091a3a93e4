namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>Times of the day and their zones.</summary>
internal sealed partial class DateScan
{
    private static readonly System.Buffers.SearchValues<char> AfterZone = System.Buffers.SearchValues.Create(" ()[]\t,");

    // Null if the number does not begin a time; false if it begins a wrong one.
    private bool? ReadTime(DateToken number, DateRoles before)
    {
        if (number.Digits > 2)
        {
            return null;
        }

        var hour = (int)number.Value;
        if (Token(1).IsMark(':'))
        {
            return Token(2) is { IsNumber: true, Digits: <= 2 } minute && Minutes(hour, (int)minute.Value, 3, ':');
        }

        var isClock = (before & DateRoles.Clock) != 0;
        var isHour = IsUnit(1, DateRoles.Hour);
        if (Token(1).IsMark('.') && !Token(1).IsSpaced && Token(2) is { IsNumber: true, Digits: 2, IsSpaced: false } dotted
            && !(Token(3).IsMark('.') && Token(4).Digits > 2) && (isClock || (RoleAt(3) & DateRoles.Hour) != 0 || IsDotted()))
        {
            return Minutes(hour, (int)dotted.Value, 3, '.');
        }

        if (isHour)
        {
            return Token(2) is { IsNumber: true, Digits: <= 2 } after && !Token(3).IsMark('/') && !Token(3).IsMark('.')
                && (!after.IsSpaced || IsUnit(3, DateRoles.Minute))
                ? Minutes(hour, (int)after.Value, 3, '\0') : Take(hour, 0, 0, 2);
        }

        // "3pm".
        return hour <= 12 && IsHalf(1) ? Take(hour, 0, 0, 1) : null;
    }

    // "25.03.2026 10.30", "25 mars 2026 10.30.15": once the date is there.
    private bool IsDotted() => Token(0).IsSpaced
        && _fields.Numbers.Count >= (_fields.Names.Any(name => name.Word.Months.Count > 0) ? 2 : 3);

    private bool IsHalf(int ahead) => Token(ahead).IsWord
        && (Token(ahead).Text is "am" or "pm" || (Token(ahead).Text is "a" or "p" && Joined(ahead, 2, out _) is "a m" or "p m"));

    private bool IsUnit(int ahead, DateRoles role) => (RoleAt(ahead) & role) != 0;

    // From the minutes on; ahead is the position of what follows them.
    private bool Minutes(int hour, int minute, int ahead, char mark)
    {
        ahead += IsUnit(ahead, DateRoles.Minute) ? 1 : 0;
        var second = 0;
        var hasSeconds = mark != '\0' && Token(ahead).IsMark(mark) && Token(ahead + 1) is { IsNumber: true, Digits: <= 2 };
        if (hasSeconds || (Token(ahead) is { IsNumber: true, Digits: <= 2 } && IsUnit(ahead + 1, DateRoles.Second)))
        {
            second = (int)Token(hasSeconds ? ahead + 1 : ahead).Value;
            ahead += 2;
        }

        // A time of the day has no fourth part.
        return !(mark == ':' && Token(ahead).IsMark(':') && Token(ahead + 1).IsNumber) && Take(hour, minute, second, ahead);
    }

    private bool Take(int hour, int minute, int second, int ahead)
    {
        if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute > 0 || second > 0)))
        {
            return false;
        }

        var time = new TimeSpan(hour, minute, Math.Min(second, 59));
        _at += ahead;
        if ((Token(0).IsMark('.') || Token(0).IsMark(',')) && Token(1) is { IsNumber: true, IsSpaced: false } fraction
            && !Token(0).IsSpaced)
        {
            time += TimeSpan.FromMilliseconds((int)(1000 * fraction.Value / Math.Pow(10, fraction.Digits)));
            _at += 2;
        }

        _fields.Time = time;
        _isAfterTime = true;
        return true;
    }

    private bool ReadZone(DateToken word)
    {
        var end = text.AsSpan(word.Start).IndexOfAny(AfterZone);
        var name = text[word.Start..(end < 0 ? text.Length : word.Start + end)];
        if (DateZones.Named(name) is { } zone)
        {
            _fields.Zone ??= zone;
            while (_at < Count && Token(0).Start < word.Start + name.Length)
            {
                _at++;
            }

            return true;
        }

        // After the time, or at the end of a date without one.
        if (DateZones.Find(word.Text) is not { } offset || !(_isAfterTime || _fields.Offset is not null || _at == Count - 1))
        {
            return false;
        }

        // "-0700 MST" states the same twice.
        _fields.Offset ??= offset;
        _at++;
        // "GMT+2".
        if ((Token(0).IsMark('+') || Token(0).IsMark('-')) && Token(1) is { IsNumber: true, IsSpaced: false } && !_isOffsetRead)
        {
            return ReadOffset(Token(0).Text[0]);
        }

        return true;
    }

    private bool ReadOffset(char sign)
    {
        var number = Token(1);
        if (number is not { IsNumber: true, Digits: <= 4 } || _isOffsetRead)
        {
            return false;
        }

        var (hours, minutes) = number.Digits > 2 ? (number.Value / 100, number.Value % 100) : (number.Value, 0L);
        _at += 2;
        if (number.Digits <= 2 && Token(0).IsMark(':'))
        {
            if (Token(1) is not { IsNumber: true, Digits: 2 } after)
            {
                return false;
            }

            minutes = after.Value;
            _at += 2;
        }

        if (minutes > 59)
        {
            return false;
        }

        var offset = new TimeSpan((int)hours, (int)minutes, 0) * (sign == '-' ? -1 : 1);
        // No place is further from Greenwich: such an offset says nothing.
        _fields.Offset = offset < TimeSpan.FromHours(-12) || offset > TimeSpan.FromHours(14) ? TimeSpan.Zero : offset;
        (_isOffsetRead, _isAfterTime) = (true, true);
        return true;
    }
}
