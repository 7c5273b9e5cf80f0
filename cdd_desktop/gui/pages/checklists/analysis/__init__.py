"""วิเคราะห์: years, levels and areas beside each other, and the target households of a village."""
